import { expect, test } from 'vitest';
import { openSite } from './open-site';

test.each([
  ['/oddities/frame', '<iframe title="Greeting form"'],
  ['/oddities/frame-content', '<label for="greeting">Greeting</label>'],
  ['/oddities/popup', 'target="_blank"'],
  ['/oddities/popup-content', 'Opened in its own window'],
  ['/oddities/dialog', 'Delete draft'],
  ['/oddities/late?after=1234', ', 1234)'],
  ['/oddities/late?after=x', ', 0)'],
  ['/oddities/shadow', "attachShadow({ mode: 'open' })"],
  ['/oddities/pointer', 'draggable="true"'],
])('%s answers with %s', async (path, expected) => {
  const site = await openSite();
  const response = await site.get(path);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain(expected);
});

test('every link of every overview leads somewhere', async () => {
  const site = await openSite();
  for (const overview of ['/', '/oddities', '/faults']) {
    const markup = await (await site.get(overview)).text();
    const links = [...markup.matchAll(/href="(\/[^"]*)"/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(5);
    for (const link of new Set(links)) expect([link, (await site.get(link)).status]).toEqual([link, 200]);
  }
});
