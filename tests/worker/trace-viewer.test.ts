import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { viewerAnswer } from '@/app/_trace/viewer-answer';
import { findTraceViewerFiles } from '@/lib/storage/trace-viewer-files';
import { requireBrowser } from './support/browser';
import { type LocalSite, startLocalSite } from './support/local-site';

/** Says so to whatever origin it runs in. */
const HOSTILE = '<!doctype html><title>hostile</title><script>fetch("/pwned")</script><h1>hostile</h1>';
const SHOP = `<title>Shop</title><h1>Shop</h1><iframe src="/hostile"></iframe><button>Go</button>
  <form action="/pwned"><button>Send</button></form>`;

const TRACE = 'trace=/api/trace.zip';
const VIEWER = `/trace/index.html?${TRACE}`;
const folder = mkdtempSync(join(tmpdir(), 'furrow-trace-'));
let browser: Browser;
/** Name of the hostile page inside the trace. */
let hostileFile: string;
let context: BrowserContext;
/** What the traced pages come from. */
let target: LocalSite;
/** What stands in for the dashboard. */
let furrow: LocalSite;

beforeAll(async () => {
  const found = await requireBrowser();
  target = await startLocalSite({ '/': SHOP, '/hostile': HOSTILE, '/pwned': 'no' });
  browser = await chromium.launch({ executablePath: found.path, chromiumSandbox: !found.needsNoSandbox });
  const trace = readFileSync(await recordTrace());
  const viewer = [...findTraceViewerFiles().keys()].map(
    (name) =>
      [`/trace/${name}`, (_: unknown, response: ServerResponse) => void answer(name, response)] as const,
  );
  const files = Object.entries(unzipSync(trace));
  hostileFile = files.find(([, bytes]) => strFromU8(bytes) === HOSTILE)?.[0] ?? 'none';
  furrow = await startLocalSite({
    ...Object.fromEntries(viewer),
    '/api/trace.zip': (_, response) => response.end(trace),
  });
  context = await browser.newContext();
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([furrow?.close(), target?.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** Opened as somebody would who was sent the link; the viewer's service worker already runs. */
async function openLink(path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${furrow.url}${path}`).catch(() => undefined);
  return page;
}

function pwned(): string[] {
  return furrow.seen.map(({ url }) => url).filter((url) => url.includes('pwned'));
}

it('shows the actions of a trace and the page as it was', async () => {
  const page = await openLink(VIEWER);
  await page.getByTitle('Click', { exact: true }).click();
  const snapshot = page.frameLocator('iframe.snapshot-visible');
  await snapshot.getByRole('heading', { name: 'Shop' }).waitFor();
  await snapshot.frameLocator('iframe').getByRole('heading', { name: 'hostile' }).waitFor();
  await page.getByRole('tab', { name: 'Network' }).click();
  await page.getByText('hostile', { exact: true }).waitFor();
  expect(pwned()).toEqual([]);
});

it('runs nothing of a traced page that a link inside the viewer leads to', async () => {
  const page = await openLink(VIEWER);
  await page.getByTitle('Click', { exact: true }).waitFor();
  const opened = page.waitForURL('**/trace/file/**');
  await page.evaluate(
    (path) => void Object.assign(window, { location: path }),
    `/trace/file/${hostileFile}?${TRACE}`,
  );
  await opened;
  await page.getByText('hostile').waitFor();
  expect(await page.evaluate('origin')).toBe('null');
  expect(pwned()).toEqual([]);
});

it('shows a snapshot outside the viewer without its forms', async () => {
  const viewer = await openLink(VIEWER);
  await viewer.frameLocator('iframe.snapshot-visible').getByRole('heading', { name: 'Shop' }).waitFor();
  const frame = viewer.frames().find((frame) => /snapshot\/(?!.*frameId)/.test(frame.url()));
  const page = await openLink(frame?.url().slice(furrow.url.length) ?? '');
  const refused = page.waitForEvent('console', {
    predicate: (message) => message.text().includes('sandboxed'),
    timeout: 5000,
  });
  await page.getByRole('button', { name: 'Send' }).click();
  await refused;
  expect(pwned()).toEqual([]);
});

it('loads no trace from elsewhere', async () => {
  const page = await openLink(`/trace/index.html?trace=${encodeURIComponent(`${target.url}/trace.zip`)}`);
  await page.getByRole('alert').getByText('Could not load trace').waitFor();
  expect(target.seen.filter(({ url }) => url.includes('trace.zip'))).toEqual([]);
});

async function answer(name: string, response: ServerResponse): Promise<void> {
  const { status, headers, body } = await viewerAnswer(name).then(async (made) => ({
    status: made.status,
    headers: Object.fromEntries(made.headers),
    body: Buffer.from(await made.arrayBuffer()),
  }));
  response.writeHead(status, headers).end(body);
}

async function recordTrace(): Promise<string> {
  const path = join(folder, 'trace.zip');
  const traced = await browser.newContext();
  await traced.tracing.start({ screenshots: true, snapshots: true });
  const page = await traced.newPage();
  await page.goto(target.url);
  await page.getByRole('button', { name: 'Go' }).click();
  await traced.tracing.stop({ path });
  await traced.close();
  return path;
}
