import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { type LocalSite, startLocalSite } from './support/local-site';
import { runRow } from './support/run-row';

let site: LocalSite;
let browser: TestBrowser;

beforeAll(async () => {
  site = await startLocalSite({
    '/shop':
      '<link rel="stylesheet" href="/look.css"><img src="/picture.png"><p></p><script src="/code.js"></script>',
    '/look.css': (_request, response) => response.writeHead(200, { 'content-type': 'text/css' }).end(),
    '/picture.png': (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(),
    '/code.js': 'document.querySelector("p").textContent = "by script";',
  });
  browser = await startTestBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

it.each([
  ['everything', '', ['/code.js', '/look.css', '/picture.png', '/shop']],
  ['no picture', 'browser: { block: [image] }\n', ['/code.js', '/look.css', '/shop']],
  ['no picture and no style', 'browser: { block: [image, stylesheet] }\n', ['/code.js', '/shop']],
])('a page loads %s, and what it leaves out is no error', async (_what, settings, expected) => {
  const before = site.seen.length;
  const steps = 'steps:\n  - goto: /shop\n  - expect: { text: by script }\n';
  const source = `version: 1\nname: test\neffect: read\nbase_url: ${site.url}\n${settings}${steps}`;
  const ran = await runRow(browser, source);
  expect([ran.result.kind, ran.warnings, ran.pageErrors]).toEqual(['completed', [], undefined]);
  const loaded = site.seen.slice(before).map(({ url }) => url);
  expect(loaded.sort()).toEqual(expected);
});
