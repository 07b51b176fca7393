import { expect, test } from 'vitest';
import type { TruthRow } from '@/examples/practice-site/data/truth';
import { type OpenSite, openSite } from './open-site';
import { textOf } from './read-page';
import { sampleRecords } from './samples';

async function truthOf(site: OpenSite, sample: string): Promise<TruthRow[]> {
  return ((await site.json(`/truth?sample=${sample}`)) as { rows: TruthRow[] }).rows;
}

/** Asks again after a failure, as a batch with its default of three retries does. */
async function getPatiently(site: OpenSite, path: string): Promise<string> {
  for (let retry = 0; retry < 3; retry += 1) {
    const response = await site.get(path);
    if (response.ok) return await response.text();
  }
  return await (await site.get(path)).text();
}

async function orderAsShown(site: OpenSite, orderNo: string): Promise<Pick<TruthRow, 'outcome' | 'outputs'>> {
  const markup = await getPatiently(site, `/orders?order_no=${orderNo}`);
  if (markup.includes('No such order')) return { outcome: 'failed', outputs: {} };
  const [status, total, recipient] = ['status', 'total', 'recipient'].map(
    (testid) => textOf(markup, testid) ?? '',
  );
  return {
    outcome: 'completed',
    outputs: { status, total: Number(total), recipient } as TruthRow['outputs'],
  };
}

test('the truth about orders.csv is what the pages show, row by row', { timeout: 30_000 }, async () => {
  const site = await openSite();
  const truth = await truthOf(site, 'orders');
  const rows = await sampleRecords('orders');
  expect(truth.map(({ key }) => key)).toEqual(rows.map((row) => row['Order no']));
  const shown = await Promise.all(rows.map((row) => orderAsShown(site, row['Order no'] ?? '')));
  expect(truth.map(({ outcome, outputs }) => ({ outcome, outputs }))).toEqual(shown);
});

test('orders.csv has a few unknown, flaky and slow orders', async () => {
  const truth = await truthOf(await openSite(), 'orders');
  const count = (fault: string) => truth.filter((row) => row.fault === fault).length;
  expect(truth.filter(({ error_code }) => error_code === 'not_found')).toHaveLength(8);
  expect(['flaky-1', 'flaky-2', 'slow-1'].map(count)).toEqual([5, 3, 4]);
  expect(truth.map(({ row_index }) => row_index)).toEqual(truth.map((_, index) => index));
});

async function customerAsShown(
  site: OpenSite,
  row: Record<string, string>,
): Promise<Omit<TruthRow, 'row_index'>> {
  const key = row.customer_no ?? '';
  const answer = await site.post('/customers', { ...row, terms: 'yes' });
  if (answer.status === 422)
    return { key, outcome: 'failed', error_code: 'rejected', outputs: {}, submissions: 0 };
  const markup = await (await site.get(answer.headers.get('location') ?? '')).text();
  const outputs = { customer_id: textOf(markup, 'customer-id') ?? '' };
  return { key, outcome: 'completed', outputs, submissions: 1 };
}

test('the truth about customers.csv is what the pages show, row by row', async () => {
  const site = await openSite();
  const truth = await truthOf(site, 'customers');
  const rows = await sampleRecords('customers');
  const shown = [];
  for (const row of rows) shown.push(await customerAsShown(site, row));
  expect(truth).toEqual(shown.map((row, row_index) => ({ row_index, ...row })));
  expect(truth.filter(({ outcome }) => outcome === 'failed')).toHaveLength(3);
  expect(await site.json('/ledger')).toMatchObject({ total: 197 });
});

test('customers-faults.csv names every fault that a form can have', async () => {
  const site = await openSite();
  const truth = await truthOf(site, 'customers-faults');
  expect(truth.map(({ key }) => key)).toEqual(
    (await sampleRecords('customers-faults')).map((row) => row.customer_no),
  );
  const faults = new Set(truth.map(({ fault }) => fault ?? 'none'));
  const all = ['busy', 'crash', 'drop', 'flaky-1', 'hang', 'late-2', 'limited', 'moved', 'none', 'slow-1'];
  expect([...faults].sort()).toEqual(all);
});

test('the truth about products.csv is what the catalogue shows', async () => {
  const site = await openSite();
  const truth = await truthOf(site, 'products');
  expect(truth.map(({ key }) => key)).toEqual((await sampleRecords('products')).map((row) => row.sku));
  for (const { key, outcome, outputs } of truth) {
    const markup = await (await site.get(`/catalogue?q=${key}`)).text();
    const shown = { product: textOf(markup, 'name'), price: Number(textOf(markup, 'price')) };
    expect(outcome === 'completed' ? outputs : 'No products found').toEqual(
      markup.includes('No products found') ? 'No products found' : shown,
    );
  }
});
