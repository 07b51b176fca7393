import { parseFault } from '../faults/fault';
import { injectFault, serve } from '../faults/inject-fault';
import { crashScript } from '../faults/page-scripts';
import { html } from '../html/html';
import type { Exchange } from '../http/exchange';
import { json, page, type Reply } from '../http/reply';
import { get, post, type Route } from '../http/route';
import type { Site } from '../site';

const kinds = [
  ['flaky-K', 'answers 500 K times for the same value, then works'],
  ['busy', 'always answers 503'],
  ['limited', 'always answers 429 with Retry-After: 1'],
  ['limited-K', 'answers 429 with Retry-After: K until K seconds have passed, then works'],
  ['hang', 'never answers'],
  ['drop', 'closes the connection; a form was accepted all the same'],
  ['late-K', 'closes the connection; a form is accepted K seconds later'],
  ['slow-K', 'answers after K seconds'],
  ['crash', 'the page that answers takes its renderer down'],
  ['moved', 'the button has another name'],
] as const;

const overview = page(
  'Faults',
  html`<p>Enter one of these as an order number or customer number, or open <code>/faults/</code> and the value. Anything may
follow after a dash, so that many rows can have the same fault: <code>flaky-2-x</code>, <code>drop-C-20001</code>.</p>
<table><thead><tr><th scope="col">Value</th><th scope="col">What happens</th></tr></thead><tbody>${kinds.map(
    ([value, text]) => html`<tr><th scope="row"><code>${value}</code></th><td>${text}</td></tr>`,
  )}</tbody></table>`,
);

export function faultRoutes(site: Site): Route[] {
  return [
    get('/faults', () => overview),
    get('/faults/:value', (exchange) => showFault(site, exchange)),
    post('/faults/reset', () => {
      site.faultMemory.reset();
      return json({ ok: true });
    }),
  ];
}

async function showFault(site: Site, exchange: Exchange): Promise<Reply> {
  site.meter.track(exchange, { keepsOpen: false });
  const key = exchange.params.value ?? '';
  site.journal.record(key, exchange.url.pathname);
  const fault = parseFault(key);
  const reply = await injectFault({
    exchange,
    memory: site.faultMemory,
    key,
    fault,
    accept: () => undefined,
  });
  if (reply !== serve) return reply;
  const button = fault?.kind === 'moved' ? 'Continue' : 'Go on';
  return page(
    'It works',
    html`<section data-testid="result"><p role="status">${key} works</p><button type="button">${button}</button></section>${fault?.kind === 'crash' && crashScript}`,
  );
}
