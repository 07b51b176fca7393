import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { customerFields, openSite } from './open-site';

async function ledgerFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'furrow-ledger-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'ledger.jsonl');
}

test('the ledger counts submissions per key, in order, and forgets them on reset', async () => {
  const site = await openSite();
  for (const key of ['b', 'a', 'b']) await site.post('/customers', customerFields(key));
  const entries = [
    { key: 'b', submissions: 2 },
    { key: 'a', submissions: 1 },
  ];
  expect(await site.json('/ledger')).toEqual({ total: 3, entries });
  expect(await site.json('/ledger?key=c')).toEqual({ key: 'c', submissions: 0 });
  await site.post('/ledger/reset');
  expect(await site.json('/ledger')).toEqual({ total: 0, entries: [] });
});

test('a ledger file survives a restart, a line that was cut off does not count', async () => {
  const file = await ledgerFile();
  const first = await openSite({ ledgerFile: file });
  await first.post('/customers', customerFields('a'));
  await first.close();
  await appendFile(file, '{"key":"half');
  const second = await openSite({ ledgerFile: file });
  expect(await second.json('/ledger?key=a')).toEqual({ key: 'a', submissions: 1 });
  await second.post('/customers', customerFields('b'));
  await second.close();
  const third = await openSite({ ledgerFile: file });
  expect(await third.json('/ledger')).toMatchObject({ total: 2 });
  await third.post('/ledger/reset');
  await third.close();
  expect(await (await openSite({ ledgerFile: file })).json('/ledger')).toMatchObject({ total: 0 });
});

test('the journal keeps the order in which rows arrived, refused ones included', async () => {
  const site = await openSite();
  await site.get('/orders');
  await site.get('/orders?order_no=AB-1003');
  await site.post('/customers', customerFields('C-1', { name: '' }));
  await site.get('/orders/AB-1002');
  expect(await site.json('/journal')).toEqual({
    entries: [
      { key: 'AB-1003', path: '/orders', at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
      { key: 'C-1', path: '/customers', at: expect.any(String) },
      { key: 'AB-1002', path: '/orders/AB-1002', at: expect.any(String) },
    ],
  });
  await site.post('/journal/reset');
  expect(await site.json('/journal')).toEqual({ entries: [] });
});

test('the meter counts a row from its form to its answer', async () => {
  const site = await openSite();
  const showForm = async () => {
    const response = await site.get('/orders');
    return { headers: { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' } };
  };
  const visits = [await showForm(), await showForm(), await showForm()];
  expect(await site.json('/meter')).toEqual({ now: 3, peak: 3 });
  for (const visit of visits) await site.get('/orders?order_no=AB-1002', visit);
  await vi.waitFor(async () => expect(await site.json('/meter')).toEqual({ now: 0, peak: 3 }));
  await site.post('/meter/reset');
  await site.get('/orders/AB-1002');
  await vi.waitFor(async () => expect(await site.json('/meter')).toEqual({ now: 0, peak: 1 }));
});

test('an unknown sample is named in the answer', async () => {
  const site = await openSite();
  const response = await site.get('/truth?sample=x');
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('orders, customers, customers-faults, products');
});
