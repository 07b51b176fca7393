import { findOrder, formatCents, type Order, orderFault } from '../data/orders';
import { injectFault, serve } from '../faults/inject-fault';
import { crashScript, movedScript } from '../faults/page-scripts';
import { type Html, html } from '../html/html';
import type { Exchange } from '../http/exchange';
import { page, type Reply, redirect } from '../http/reply';
import { get, type Route } from '../http/route';
import type { Site } from '../site';

export function orderRoutes(site: Site): Route[] {
  return [
    get('/orders', (exchange) => {
      const orderNo = exchange.url.searchParams.get('order_no');
      return orderNo === null ? showForm(site, exchange) : answerLookUp(site, exchange, orderNo.trim());
    }),
    get('/desk/orders/:orderNo', (exchange) => showAtDesk(site, exchange)),
    get('/orders/:orderNo', (exchange) => answerLookUp(site, exchange, exchange.params.orderNo ?? '')),
  ];
}

function showForm(site: Site, exchange: Exchange): Reply {
  site.meter.track(exchange, { keepsOpen: true });
  return page('Orders', lookUpForm(''));
}

async function answerLookUp(site: Site, exchange: Exchange, orderNo: string): Promise<Reply> {
  site.meter.track(exchange, { keepsOpen: false });
  site.journal.record(orderNo, exchange.url.pathname);
  const fault = orderFault(orderNo);
  const request = { exchange, memory: site.faultMemory, key: orderNo, fault, accept: () => undefined };
  const reply = await injectFault(request);
  if (reply !== serve) return reply;
  const order = findOrder(orderNo);
  const crash = fault?.kind === 'crash' && crashScript;
  const result = order ? orderResult(order) : noSuchOrder(orderNo);
  // A person who follows a link to an order wants an honest 404; a look-up that finds nothing worked.
  const status = order || exchange.params.orderNo === undefined ? 200 : 404;
  return page('Orders', html`${lookUpForm(orderNo)}${result}${crash}`, status);
}

/** The shop's own desk: the same orders, for people who are signed in, with who looked. */
function showAtDesk(site: Site, exchange: Exchange): Reply {
  const login = site.logins.find(exchange);
  if (!login || login.needsCode) return redirect('/login');
  const orderNo = exchange.params.orderNo ?? '';
  site.journal.record(orderNo, exchange.url.pathname);
  const order = findOrder(orderNo);
  const desk = html`<p class="soft">Signed in as <strong data-testid="user">${login.user.name}</strong></p>`;
  const result = order ? orderResult(order) : noSuchOrder(orderNo);
  return page('Desk', html`${desk}${result}`, order ? 200 : 404);
}

function lookUpForm(orderNo: string): Html {
  return html`<form action="/orders" role="search" aria-label="Find an order">
<label for="order_no">Order number</label>
<input id="order_no" name="order_no" value="${orderNo}" autocomplete="off" data-row-key data-testid="order-no">
<button>Find order</button>
</form>${movedScript}`;
}

function orderResult(order: Order): Html {
  return html`<section data-testid="result" aria-label="Result"><dl>
<dt>Order</dt><dd data-testid="order">${order.orderNo}</dd>
<dt>Status</dt><dd data-testid="status">${order.status}</dd>
<dt>Recipient</dt><dd data-testid="recipient">${order.customer.name}</dd>
<dt>Ordered on</dt><dd><time data-testid="ordered-on" datetime="${order.orderedOn}">${order.orderedOn}</time></dd>
<dt>Total</dt><dd><span data-testid="total">${formatCents(order.totalCents)}</span> EUR, shipping included</dd>
</dl></section>`;
}

function noSuchOrder(orderNo: string): Html {
  return html`<section data-testid="result" aria-label="Result"><p role="status" class="bad">No such order</p>
<p class="soft">We looked for ${orderNo === '' ? 'an empty number' : orderNo}.</p></section>`;
}
