import pino from 'pino';
import type { BrowserServer } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '@/lib/config/env';
import { type Browsers, openBrowsers } from '@/worker/browser/open-browsers';
import { startWorker } from '@/worker/start-worker';
import { freePort, startBrowserServer } from './support/browser-server';
import { openInstallation } from './support/installation';
import { type LocalSite, startLocalSite } from './support/local-site';
import { waitUntil } from './support/process-state';
import { proxyGet } from './support/proxy-client';
import { runRow } from './support/run-row';

let site: LocalSite;
const servers: BrowserServer[] = [];
const opened: Browsers[] = [];
let onSubmit: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  site = await startLocalSite({
    '/': '<h1>Here</h1><form method="post" action="/send"><button>Send</button></form>',
    '/send': (_request, response) => void onSubmit().finally(() => response.end('taken')),
  });
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  for (const server of servers.splice(0)) await server.kill().catch(() => undefined);
});
afterAll(() => site.close());

async function server(debuggingPort?: number): Promise<BrowserServer> {
  const started = await startBrowserServer(debuggingPort);
  servers.push(started);
  return started;
}

const failures: { host: string; error: unknown }[] = [];

async function connect(endpoints: readonly string[], allowHosts = ['127.0.0.1']) {
  const browsers = await openBrowsers({
    found: endpoints,
    isGuarded: true,
    allowHosts,
    listen: '0.0.0.0:0',
    onRemoteFailure: (host, error) => failures.push({ host, error }),
  });
  opened.push(browsers);
  return browsers;
}

const read = () => `
version: 1
name: read
effect: read
base_url: ${site.url}
steps:
  - goto: /
  - expect: { text: Here }
`;
const submit = () => `
version: 1
name: submit
effect: submit
base_url: ${site.url}
steps:
  - goto: /
  - click: { role: button, name: Send }
    commit: true
  - expect: { text: never }
`;

const hostOf = (one: BrowserServer) => new URL(one.wsEndpoint()).host;
const resultOf = async (browsers: Browsers, source: string) => (await runRow(browsers, source)).result;

describe('browsers on other hosts', () => {
  it('takes turns between them, and goes on with the other when one is lost', async () => {
    const [one, other] = [await server(), await server()];
    const browsers = await connect([one.wsEndpoint(), other.wsEndpoint()]);
    const [first, second] = [await browsers.host.openContext({}), await browsers.host.openContext({})];
    expect(first.context.browser()).not.toBe(second.context.browser());

    await one.kill();
    await waitUntil('the loss is seen', () => !first.isAlive());
    expect(second.isAlive()).toBe(true);
    await Promise.all([first.release(), second.release()]);
    expect(await resultOf(browsers, read())).toEqual({ kind: 'completed' });
    expect(await resultOf(browsers, read())).toEqual({ kind: 'completed' });
    expect(failures.map(({ host }) => host)).toContain(hostOf(one));
    expect(browsers.host.recycles().recycles).toEqual({ died: 1 });

    await other.kill();
    await waitUntil('nobody answers', async () => (await resultOf(browsers, read())).kind === 'failed');
    const { result } = await runRow(browsers, read());
    expect(result).toMatchObject({
      kind: 'failed',
      failure: { kind: 'browser_crash', code: 'remote_browsers_unavailable' },
    });
    const { message } = (result as { failure: { message: string } }).failure;
    expect(message).toContain(hostOf(one));
    expect(message).toContain(hostOf(other));
    expect(message).not.toContain(new URL(other.wsEndpoint()).pathname);
  });

  it('a server lost while a row submits: the row fails as a crash past its mark, so it is not run again', async () => {
    const only = await server();
    const browsers = await connect([only.wsEndpoint()]);
    onSubmit = () => only.kill();
    const ran = await runRow(browsers, submit());
    expect(ran).toMatchObject({
      isCommitted: true,
      result: { kind: 'failed', failure: { kind: 'browser_crash', code: 'browser_died' }, isClear: false },
    });
    expect(site.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('what its pages ask for goes through the guard of the worker, which nobody else may use', async () => {
    const only = await server();
    const browsers = await connect([only.wsEndpoint()], []);
    expect(await resultOf(browsers, read())).toMatchObject({
      kind: 'failed',
      failure: { kind: 'blocked', code: 'address_refused' },
    });
    const stranger = await proxyGet(browsers.guard?.url ?? '', 'http://example.com/');
    expect(stranger.status).toBe(407);
  });

  it('says so when a browser cannot reach the guard, instead of running rows around it', async () => {
    const only = await server();
    const browsers = await connect([only.wsEndpoint()]);
    // A closed port, as behind a firewall.
    await browsers.guard?.close();
    const seenBefore = site.seen.length;
    const { result } = await runRow(browsers, read());
    expect(result).toMatchObject({ failure: { kind: 'browser_crash', code: 'remote_browsers_unavailable' } });
    expect(failures.at(-1)?.error).toMatchObject({ code: 'egress_unreachable' });
    expect(site.seen.length).toBe(seenBefore);
  });
});

describe('a worker with FURROW_BROWSER_WS', () => {
  const log = pino({ enabled: false });

  it('runs its rows there, in a Playwright server and at a CDP endpoint, and says so without their passwords', async () => {
    const installation = await openInstallation();
    const port = await freePort();
    const endpoints = [(await server(port)).wsEndpoint(), `http://127.0.0.1:${port}`];
    const env = readEnvironment({
      ...installation.environment,
      FURROW_BROWSER_WS: endpoints.join(),
      FURROW_EGRESS_LISTEN: '0.0.0.0:0',
    });
    const worker = await startWorker({ env, databaseUrl: env.DATABASE_URL ?? '', log, slots: 2 });
    try {
      const batchId = await installation.startSample({
        ...{
          csv: 'customers.csv',
          automation: 'customer-signup',
          limit: 4,
          settings: { concurrency: 2, retry_delay: 0.05 },
        },
      });
      await installation.waitUntilFinished(batchId);
      const { prisma } = installation.context.db;
      const jobs = await prisma.job.findMany({ where: { batchId } });
      expect(jobs.map(({ state }) => state)).not.toContain('unconfirmed');
      expect(jobs.filter(({ state }) => state === 'completed').length).toBeGreaterThan(1);
      const { browser } = await prisma.worker.findUniqueOrThrow({ where: { id: worker.id } });
      expect(browser).toMatchObject({
        kind: 'remote',
        path: endpoints.map((one) => new URL(one).host).join(', '),
      });
    } finally {
      await worker.drain();
      await installation.close();
    }
  });

  it('does not start when none of them answers, and names the code', async () => {
    const env = readEnvironment({
      FURROW_BROWSER_WS: `ws://127.0.0.1:${await freePort()}/secret-path`,
      FURROW_EGRESS_LISTEN: '127.0.0.1:0',
    });
    const starting = startWorker({ env, databaseUrl: 'postgresql://127.0.0.1:1/none', log });
    await expect(starting).rejects.toMatchObject({ code: 'remote_browsers_unavailable' });
    await expect(starting).rejects.not.toThrow('secret-path');
  });

  it('wants to know where the guard is to be reached, or that there is to be none', () => {
    const remote = { FURROW_BROWSER_WS: 'ws://browser:3001' };
    expect(() => readEnvironment(remote)).toThrow('FURROW_EGRESS_LISTEN is required');
    expect(readEnvironment({ ...remote, FURROW_EGRESS: 'off' }).FURROW_BROWSER_WS).toHaveLength(1);
  });
});
