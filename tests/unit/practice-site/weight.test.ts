import { expect, test } from 'vitest';
import { openSite } from './open-site';

test('a heavy site shows the same order among thousands of elements, and all that its pages load is there', async () => {
  const light = await openSite();
  const heavy = await openSite({ isHeavy: true });
  const path = '/orders?order_no=BM-1000';
  const [plain, weighty] = await Promise.all(
    [light, heavy].map(async (site) => (await site.get(path)).text()),
  );
  const result = /<section data-testid="result".*?<\/section>/s;
  expect(result.exec(weighty ?? '')?.[0]).toBe(result.exec(plain ?? '')?.[0]);
  expect(weighty?.split('<tr').length).toBeGreaterThan(1000);
  const loaded = [...(weighty ?? '').matchAll(/(?:src|href)="(\/weight\/[^"]+)"/g)].map(
    ([, url]) => url ?? '',
  );
  expect(loaded).toHaveLength(32);
  const answers = await Promise.all(loaded.map((url) => heavy.get(url)));
  expect(answers.map(({ status }) => status)).toEqual(loaded.map(() => 200));
});

test('a site with a latency answers no sooner', async () => {
  const site = await openSite({ latencyMs: 120 });
  const startedAtMs = performance.now();
  await site.get('/orders');
  expect(performance.now() - startedAtMs).toBeGreaterThan(115);
});
