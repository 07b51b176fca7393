import { once } from 'node:events';
import { html, trusted } from '../html/html';
import type { Exchange } from '../http/exchange';
import { json, page, type Reply } from '../http/reply';
import { get, type Route } from '../http/route';
import { ENDLESS, endlessScript } from './hostile-endless';
import { KEEPSAKES_SCRIPT, SERVICE_WORKER, SHARED_WORKER } from './hostile-keepsakes';

const keepsakes = page(
  'Keepsakes',
  html`<section><p>Leaves a mark wherever a browser keeps something, and looks for those marks.</p>
<button type="button" id="leave">Leave</button> <button type="button" id="look">Look</button>
<label for="paste">Paste here</label><input id="paste"><p role="status" data-testid="left" hidden></p><p data-testid="found" hidden></p></section>${trusted(`<script>${KEEPSAKES_SCRIPT}</script>`)}`,
);

const overview = page(
  'Hostile pages',
  html`<p>Each of them goes on until somebody ends it: do not open them in a browser that you need.</p>
<ul><li><a href="/hostile/keepsakes">Keepsakes</a></li>${ENDLESS.map((what) => html`<li><a href="/hostile/endless/${what}">${what}</a></li>`)}</ul>`,
);

const popup = page('Advertisement', html`<p>Buy now.</p>`);
const MARK = 'left';
const CHUNK = Buffer.alloc(64 * 1024, '.');

/** Pages that mean no good: they leave traces for whoever comes next, or never end. */
export function hostileRoutes(): Route[] {
  return [
    get('/hostile', () => overview),
    get('/hostile/keepsakes', () => keepsakes),
    get('/hostile/service-worker', () => script(SERVICE_WORKER)),
    get('/hostile/shared-worker', () => script(SHARED_WORKER)),
    get('/hostile/kept', () => script(MARK, { 'cache-control': 'private, max-age=31536000, immutable' })),
    get('/hostile/cookie', () => script('', { 'set-cookie': `${MARK}=1; HttpOnly; Max-Age=9999; Path=/` })),
    get('/hostile/locked', showWho),
    get('/hostile/who', showWho),
    get('/hostile/popup', () => popup),
    get('/hostile/stream', streamForEver),
    get('/hostile/endless/:what', ({ params }) =>
      page(`Endless: ${params.what}`, html`<p>It begins.</p>${trusted(endlessScript(params.what ?? ''))}`),
    ),
  ];
}

function script(body: string, headers: Record<string, string> = {}): Reply {
  return { status: 200, headers: { 'content-type': 'text/javascript', ...headers }, body };
}

/** What the browser said of itself; `/hostile/locked` wants a name and a password. */
function showWho({ request, url }: Exchange): Reply {
  const { cookie = '', authorization = '' } = request.headers;
  const who = json({ cookie, authorization });
  const isRefused = url.pathname.endsWith('/locked') && !authorization;
  if (!isRefused || !who) return who;
  return { ...who, status: 401, headers: { ...who.headers, 'www-authenticate': 'Basic realm="hostile"' } };
}

/** A file without an end, as fast as it is taken. */
async function streamForEver({ response, stopping }: Exchange): Promise<Reply> {
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="endless.bin"',
  });
  while (!response.closed && !stopping.aborted) {
    if (!response.write(CHUNK))
      await Promise.race([once(response, 'drain', { signal: stopping }), once(response, 'close')]);
  }
  return null;
}
