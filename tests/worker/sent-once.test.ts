import { createSecureServer } from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../support/self-signed';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { runRow } from './support/run-row';

/*
 * A browser sends a request again by itself, a form too, when a connection that it used before dies without an answer. Inside https
 * only the guard can keep it from doing so.
 */
let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});
afterAll(() => browser.close());

const PAGE = `<form method=post><input name=a value=1><button>Send</button></form>
  ${Array.from({ length: 5 }, (_, at) => `<img alt="" src="/picture-${at}">`).join('')}`;

/** What both servers have of what they are asked. */
interface Asked extends AsyncIterable<unknown> {
  readonly url?: string | undefined;
  readonly method?: string | undefined;
  readonly socket: Pick<Socket, 'remotePort'>;
}
interface Answer {
  setHeader(name: string, value: string): unknown;
  writeHead(status: number): unknown;
  end(text: string): unknown;
}

const forms: string[] = [];
/** The port that a connection comes from -> its plain socket. */
const sockets = new Map<number | undefined, Socket>();

async function answer(request: Asked, response: Answer, isHttp2: boolean): Promise<void> {
  const { url: path = '' } = request;
  response.setHeader('content-type', 'text/html');
  if (request.method === 'POST') {
    for await (const _ of request);
    forms.push(path);
    if (path === '/dropped') return void sockets.get(request.socket.remotePort)?.destroy();
    response.setHeader('location', '/done');
    // The next page needs another connection.
    if (!isHttp2) response.setHeader('connection', 'close');
    response.writeHead(303);
    return void response.end('');
  }
  if (path === '/done') return void response.end('<p>Thank you</p>');
  // Pictures take a moment, so that each of them has a connection of its own.
  setTimeout(() => response.end(PAGE), path.startsWith('/picture') ? 50 : 0);
}

const SITES = {
  'HTTP/1.1': () => createServer(selfSigned(), (request, response) => void answer(request, response, false)),
  'HTTP/2': () =>
    createSecureServer(selfSigned(), (request, response) => void answer(request, response, true)),
};

describe.each(Object.entries(SITES))('%s', (name, createSite) => {
  const site = createSite();
  let port: number;

  beforeAll(async () => {
    site.on('connection', (socket) => sockets.set(socket.remotePort, socket));
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    ({ port } = site.address() as AddressInfo);
  });
  beforeEach(() => {
    forms.length = 0;
  });
  afterAll(() => {
    for (const socket of sockets.values()) socket.destroy();
    site.close();
  });

  const automation = (path: string, isCommit: boolean, more = '') => `version: 1
name: send
effect: ${isCommit ? 'submit' : 'read'}
base_url: https://127.0.0.1:${port}
browser: { ignore_tls_errors: true }
steps:
  - goto: { url: ${path}, until: load }
  - click: { role: button, name: Send }
${isCommit ? '    commit: true\n' : ''}${more}  - wait_for: { text: Thank you }
    timeout: 1`;

  const run = (path: string, isCommit: boolean, more?: string) =>
    runRow(browser, automation(path, isCommit, more), {
      settings: { evidence: { screenshot: 'never', trace: 'never' } },
    });

  it('a form whose connection dies without an answer is sent once', async () => {
    const { result, isCommitted } = await run('/dropped', true);
    expect(result).toMatchObject({ kind: 'failed', failure: { code: 'navigation_failed' } });
    expect([isCommitted, forms]).toEqual([true, ['/dropped']]);
  });

  it('left to itself the browser sends it again', async () => {
    await run('/dropped', false);
    expect(forms.length).toBeGreaterThan(1);
  });

  it.runIf(name === 'HTTP/1.1')('nor is it sent by a reload of the page that did not come', async () => {
    const { result } = await run('/dropped', true, '  - reload: true\n');
    expect(result).toMatchObject({ kind: 'failed', failure: { code: 'reload_sends_again' } });
    expect(forms).toEqual(['/dropped']);
  });

  it.runIf(name === 'HTTP/1.1')('a certificate that nobody vouches for is named', async () => {
    const source = automation('/taken', true).replace('ignore_tls_errors: true', '');
    const { result } = await runRow(browser, source, {
      settings: { evidence: { screenshot: 'never', trace: 'never' } },
    });
    expect(result).toMatchObject({
      kind: 'failed',
      failure: { code: 'tls_failed', message: expect.stringContaining('ERR_CERT_AUTHORITY_INVALID') },
    });
  });

  it.runIf(name === 'HTTP/1.1')('a form that is answered is followed by the next page', async () => {
    const { result } = await run('/taken', true);
    expect(result).toEqual({ kind: 'completed' });
  });
});
