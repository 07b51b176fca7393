import { expect, test, vi } from 'vitest';
import { parseFault } from '@/examples/practice-site/faults/fault';
import { createFaultMemory } from '@/examples/practice-site/faults/fault-memory';
import { customerFields, type OpenSite, openSite } from './open-site';

/** The three places where a row's value can ask for a fault. */
const places: [string, (site: OpenSite, key: string) => Promise<Response>][] = [
  ['orders', (site, key) => site.get(`/orders?order_no=${key}`)],
  ['customers', (site, key) => site.post('/customers', customerFields(key))],
  ['faults', (site, key) => site.get(`/faults/${key}`)],
];

async function submissions(site: OpenSite, key: string): Promise<unknown> {
  return ((await site.json(`/ledger?key=${key}`)) as { submissions: number }).submissions;
}

test.each([
  ['busy', { kind: 'busy' }],
  ['drop-C-20001', { kind: 'drop' }],
  ['flaky-2-x', { kind: 'flaky', failureCount: 2 }],
  ['slow-0.5', { kind: 'slow', seconds: 0.5 }],
  ['late-3-C-1', { kind: 'late', seconds: 3 }],
  ['limited', { kind: 'limited', seconds: null }],
  ['limited-5-x', { kind: 'limited', seconds: 5 }],
  ['flaky', null],
  ['slow-x', null],
  ['busybody', null],
  ['AB-1002', null],
  ['', null],
])('%s asks for %j', (value, fault) => {
  expect(parseFault(value)).toEqual(fault);
});

test.each(places)('flaky fails as often as it says, per key (%s)', async (_, send) => {
  const site = await openSite();
  const statuses = async (key: string) => (await send(site, key)).status;
  expect(await statuses('flaky-2-x')).toBe(500);
  expect(await statuses('flaky-1-y')).toBe(500);
  expect(await statuses('flaky-2-x')).toBe(500);
  expect(await statuses('flaky-2-x')).toBeLessThan(400);
  expect(await statuses('flaky-1-y')).toBeLessThan(400);
  await site.post('/faults/reset');
  expect(await statuses('flaky-1-y')).toBe(500);
});

test.each(places)('busy and limited refuse every time (%s)', async (_, send) => {
  const site = await openSite();
  for (let time = 0; time < 2; time += 1) {
    expect((await send(site, 'busy-x')).status).toBe(503);
    const limited = await send(site, 'limited-x');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1']);
  }
  expect(await submissions(site, 'busy-x')).toBe(0);
});

test('limited with a number says how long and keeps to it', async () => {
  let now = 5000;
  const memory = createFaultMemory(() => now);
  expect(memory.isHeldBack('a', 3)).toBe(true);
  now += 2999;
  expect([memory.isHeldBack('a', 3), memory.isHeldBack('b', 3)]).toEqual([true, true]);
  now += 1;
  expect([memory.isHeldBack('a', 3), memory.isHeldBack('b', 3)]).toEqual([false, true]);
  const site = await openSite();
  expect((await site.get('/faults/limited-30')).headers.get('retry-after')).toBe('30');
});

test.each(places)('drop closes the connection without an answer (%s)', async (place, send) => {
  const site = await openSite();
  await expect(send(site, 'drop-x')).rejects.toThrow('fetch failed');
  expect(await submissions(site, 'drop-x')).toBe(place === 'customers' ? 1 : 0);
});

test('late closes the connection at once and accepts afterwards', async () => {
  const site = await openSite();
  await expect(site.post('/customers', customerFields('late-0.2-x'))).rejects.toThrow('fetch failed');
  expect(await submissions(site, 'late-0.2-x')).toBe(0);
  await vi.waitFor(async () => expect(await submissions(site, 'late-0.2-x')).toBe(1));
});

// Longer than a busy machine takes to look.
const WAIT = { timeout: 20_000 };

test('slow answers after its time and accepts even when the client has left', async () => {
  const site = await openSite();
  const startedAt = performance.now();
  expect((await site.post('/customers', customerFields('slow-0.1-x'))).status).toBe(303);
  expect(performance.now() - startedAt).toBeGreaterThan(95);

  const leaving = new AbortController();
  const abandoned = site.post('/customers', customerFields('slow-1.5-y'), { signal: leaving.signal });
  await vi.waitFor(
    async () => expect(JSON.stringify(await site.json('/journal'))).toContain('slow-1.5-y'),
    WAIT,
  );
  leaving.abort();
  await expect(abandoned).rejects.toThrow();
  await vi.waitFor(async () => expect(await submissions(site, 'slow-1.5-y')).toBe(1), WAIT);
});

test.each(places)('hang never answers, and closing the site ends it at once (%s)', async (_, send) => {
  const site = await openSite();
  const answer = send(site, 'hang-x').then(
    () => 'answered',
    () => 'connection lost',
  );
  await vi.waitFor(async () => expect(JSON.stringify(await site.json('/journal'))).toContain('hang-x'));
  await site.close();
  expect(await answer).toBe('connection lost');
});

test('crash works as far as the server can tell and sends the script that crashes the page', async () => {
  const site = await openSite();
  const crashes = async (path: string) => (await (await site.get(path)).text()).includes('depth < 100000');
  await site.post('/customers', customerFields('crash-x'));
  expect(await submissions(site, 'crash-x')).toBe(1);
  expect(await crashes('/orders?order_no=crash-x')).toBe(true);
  expect(await crashes('/customers/crash-x?created=1')).toBe(true);
  expect(await crashes('/customers/crash-x')).toBe(false);
  expect(await crashes('/orders?order_no=AB-1002')).toBe(false);
});

test('moved renames the button', async () => {
  const site = await openSite();
  expect(await (await site.get('/faults/moved')).text()).toContain('<button type="button">Continue</button>');
  expect(await (await site.get('/faults/fine')).text()).toContain('<button type="button">Go on</button>');
  expect(await (await site.get('/orders')).text()).toContain('/^moved(-|$)/');
});
