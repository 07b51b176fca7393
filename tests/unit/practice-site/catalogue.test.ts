import { expect, test } from 'vitest';
import { openSite } from './open-site';
import { textOf, textsOf } from './read-page';

test('paging walks through every product exactly once', async () => {
  const site = await openSite();
  const skus: string[] = [];
  let path: string | undefined = '/catalogue';
  while (path !== undefined) {
    const markup = await (await site.get(path)).text();
    skus.push(...textsOf(markup, 'sku'));
    path = /href="([^"]+)">Next page/.exec(markup)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(skus).toHaveLength(240);
  expect(new Set(skus).size).toBe(240);
});

test('a search finds by number and by name, and keeps the search while paging', async () => {
  const site = await openSite();
  expect(textsOf(await (await site.get('/catalogue?q=sku-0042')).text(), 'sku')).toEqual(['SKU-0042']);
  const wool = await (await site.get('/catalogue?q=WOOL')).text();
  expect(textsOf(wool, 'name').every((name) => name.startsWith('Wool'))).toBe(true);
  expect(textOf(wool, 'pages')).toBe('2');
  expect(wool).toContain('href="/catalogue?q=WOOL&amp;page=2"');
});

test('a search without a hit says so in the same place', async () => {
  const site = await openSite();
  const markup = await (await site.get('/catalogue?q=SKU-9001')).text();
  expect(markup).toMatch(/data-testid="results"><p role="status">No products found/);
});

test.each([
  ['0', '1'],
  ['99', '12'],
  ['x', '1'],
  ['-3', '1'],
])('page %s shows page %s', async (asked, shown) => {
  const site = await openSite();
  expect(textOf(await (await site.get(`/catalogue?page=${asked}`)).text(), 'page')).toBe(shown);
});
