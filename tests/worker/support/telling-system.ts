import { readEnvironment } from '@/lib/config/env';
import { databaseBytes, folderBytes } from '@/tests/support/stored-bytes';
import { createLogger } from '@/worker/log';
import { startWorker } from '@/worker/start-worker';
import { openInstallation } from './installation';
import { startLocalSite } from './local-site';

/** How the rows of a run against the telling page end: everything an automation can do with a text is done once. */
export const OUTCOMES = 'outcome\ncompleted\nrefused\nmissing\nunreachable\n';

const FORM = '<form action="/echo"><label>Pass <input name="pass"></label><button>Send</button></form>';

/** The page of somebody who shows a password wherever he can. */
function echo(url: string): string {
  const sent = new URL(url, 'http://site').searchParams.get('pass') ?? '';
  const html = sent.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html><meta charset="utf-8"><title>${html}</title><p data-testid="sent">${html}</p><img alt="" src="/missing?${url}">
    <p>${Buffer.from(`me:${sent}`).toString('base64')} ${encodeURIComponent(sent)} ${Buffer.from(sent).toString('hex')}</p>
    <script>console.error(document.title)</script><input value="${html}">`;
}

/** An automation that hands a text to the telling page in every way it can. */
export const echoing = (siteUrl: string, name: string, template: string) => `version: 1
name: ${name}
effect: read
base_url: ${siteUrl}
browser: { extra_headers: { X-Key: '${template.replace(' }}', ' | urlencode }}')}' } }
inputs: { outcome: { type: string } }
outputs: { sent: { type: string }, all: { type: string } }
steps:
  - goto: /
  - fill: { label: Pass, value: '${template}' }
  - click: { role: button, name: Send }
  - extract: { sent: { testid: sent }, all: { css: body, mode: html } }
  - screenshot: 'shown ${template}'
  - fail: { when: { input: outcome, equals: refused }, message: 'It said ${template}' }
  - expect: { text: 'never ${template}', visible: true }
    when: { input: outcome, equals: missing }
  - click: { css: p }
    when: { input: outcome, equals: ambiguous }
  - goto: 'http://127.0.0.1:1/${template}'
    when: { input: outcome, equals: unreachable }
`;

export type TellingSystem = Awaited<ReturnType<typeof openTellingSystem>>;

/** An installation whose worker runs automations against a page that shows what it is given wherever it can. */
export async function openTellingSystem() {
  const logged: string[] = [];
  const site = await startLocalSite({
    '/': FORM,
    '/echo': (request, response) => response.end(echo(request.url ?? '')),
  });
  const installation = await openInstallation();
  const { context, environment } = installation;
  const env = readEnvironment({ ...environment, FURROW_ALLOW_HOSTS: '127.0.0.1' });
  const log = createLogger('DEBUG', 'worker', { write: (line: string) => void logged.push(line) });
  const worker = await startWorker({ env, databaseUrl: env.DATABASE_URL ?? '', log, slots: 2 });

  /** Every byte that is kept anywhere, by the place where it lies. */
  async function everythingStored(): Promise<Map<string, Buffer>> {
    const files = await folderBytes(`${environment.FURROW_DATA_DIR}/storage`);
    return new Map([
      ...(await databaseBytes(context.db.pool)),
      ...files,
      ['log', Buffer.from(logged.join(''))],
    ]);
  }

  async function close(): Promise<void> {
    await worker.drain();
    await installation.close();
    await site.close();
  }

  return { installation, site, everythingStored, close };
}
