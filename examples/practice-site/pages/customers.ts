import { type CustomerForm, countries, customerId, customerProblems, plans } from '../data/customers';
import { parseFault } from '../faults/fault';
import { injectFault, serve } from '../faults/inject-fault';
import { crashScript, movedScript } from '../faults/page-scripts';
import { type Html, html } from '../html/html';
import type { Exchange } from '../http/exchange';
import { readForm } from '../http/read-form';
import { page, type Reply, redirect } from '../http/reply';
import { get, post, type Route } from '../http/route';
import type { Site } from '../site';

const emptyForm: CustomerForm = { customerNo: '', name: '', email: '', country: '', plan: '' };

export function customerRoutes(site: Site): Route[] {
  return [
    get('/customers', () => redirect('/customers/new')),
    get('/customers/new', (exchange) => showForm(site, exchange)),
    post('/customers', (exchange) => answerForm(site, exchange)),
    get('/customers/:customerNo', (exchange) => showCustomer(site, exchange)),
  ];
}

/**
 * Chromium itself sends a POST again when a connection it had used before dies without an answer. So the
 * form closes its connection, and a lost submission is lost once; `?keep_alive=1` shows the other case.
 */
function showForm(site: Site, exchange: Exchange): Reply {
  site.meter.track(exchange, { keepsOpen: true });
  const headers = exchange.url.searchParams.has('keep_alive') ? {} : { connection: 'close' };
  return page('New customer', customerForm(emptyForm, false), 200, headers);
}

async function answerForm(site: Site, exchange: Exchange): Promise<Reply> {
  site.meter.track(exchange, { keepsOpen: false });
  const fields = await readForm(exchange.request);
  const form = formOf(fields);
  const key = form.customerNo;
  site.journal.record(key, exchange.url.pathname);
  const problems = customerProblems(form);
  if (fields.get('terms') === null) problems.push('Accept the terms.');
  if (problems.length > 0) return page('New customer', refusedForm(form, problems), 422);
  const accept = (): void => site.ledger.record(key);
  const reply = await injectFault({
    exchange,
    memory: site.faultMemory,
    key,
    fault: parseFault(key),
    accept,
  });
  if (reply !== serve) return reply;
  accept();
  return redirect(`/customers/${encodeURIComponent(key)}?created=1`);
}

function showCustomer(site: Site, exchange: Exchange): Reply {
  site.meter.track(exchange, { keepsOpen: false });
  const customerNo = exchange.params.customerNo ?? '';
  if (site.ledger.submissions(customerNo) === 0) {
    return page(
      'Customers',
      html`<section data-testid="outcome"><p role="status">No such customer</p></section>`,
      404,
    );
  }
  const isNew = exchange.url.searchParams.has('created');
  const crash = isNew && parseFault(customerNo)?.kind === 'crash' && crashScript;
  return page(
    isNew ? 'Account created' : 'Customer',
    html`<section data-testid="outcome" aria-label="Customer"><p role="status" data-testid="confirmation">The account exists.</p><dl>
<dt>Customer number</dt><dd data-testid="customer-no">${customerNo}</dd>
<dt>Customer id</dt><dd data-testid="customer-id">${customerId(customerNo)}</dd>
</dl></section>${crash}`,
  );
}

function formOf(fields: URLSearchParams): CustomerForm {
  const text = (name: string): string => (fields.get(name) ?? '').trim();
  return {
    customerNo: text('customer_no'),
    name: text('name'),
    email: text('email'),
    country: text('country'),
    plan: text('plan'),
  };
}

function refusedForm(form: CustomerForm, problems: readonly string[]): Html {
  return html`<section data-testid="outcome" aria-label="What to correct"><div role="alert" data-testid="form-error" class="bad">
<p>Please correct the form.</p><ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul></div></section>${customerForm(form, true)}`;
}

/** `novalidate`: the server answers wrong values, so that a browser's own bubble never swallows the click. */
function customerForm(form: CustomerForm, hasTerms: boolean): Html {
  const country = (name: string): Html =>
    html`<option${name === form.country && ' selected'}>${name}</option>`;
  const plan = (name: string): Html =>
    html`<label class="inline"><input type="radio" name="plan" value="${name}"${name === form.plan && ' checked'}> ${name}</label>`;
  return html`<form method="post" action="/customers" novalidate aria-label="New customer">
<label for="customer_no">Customer number</label><input id="customer_no" name="customer_no" value="${form.customerNo}" required data-row-key>
<label for="name">Name</label><input id="name" name="name" value="${form.name}" required autocomplete="off">
<label for="email">E-mail</label><input id="email" name="email" type="email" value="${form.email}" required autocomplete="off">
<label for="country">Country</label><select id="country" name="country" required><option value="">Choose</option>${countries.map(country)}</select>
<fieldset><legend>Plan</legend>${plans.map(plan)}</fieldset>
<label class="inline"><input type="checkbox" name="terms" value="yes"${hasTerms && ' checked'}> I accept the terms</label>
<button>Create account</button>
</form>${movedScript}`;
}
