import { html } from '../html/html';
import { page } from '../http/reply';
import { get, type Route } from '../http/route';

const groups = [
  ['/orders', 'Orders', 'look an order up by its number'],
  ['/customers/new', 'Customers', 'a form with validation; what it accepted is in the ledger'],
  ['/catalogue', 'Catalogue', 'a paged table with a search'],
  ['/account', 'Account', 'a login, with or without a one-time code'],
  ['/documents', 'Documents', 'upload and download'],
  ['/oddities', 'Oddities', 'frames, popups, dialogs, late elements, shadow DOM'],
  ['/faults', 'Faults', 'everything that goes wrong, chosen by the value you enter'],
] as const;

const home = page(
  'Practice shop',
  html`<p>A shop that sells nothing. Its pages always answer the same, so that automations can be tried, tested and measured.</p>
<ul>${groups.map(([href, name, text]) => html`<li><a href="${href}">${name}</a>: ${text}</li>`)}</ul>
<p class="soft">For programs: <a href="/truth">/truth</a>, <a href="/ledger">/ledger</a>, <a href="/journal">/journal</a>, <a href="/meter">/meter</a>.</p>`,
);

export function homeRoutes(): Route[] {
  return [get('/', () => home)];
}
