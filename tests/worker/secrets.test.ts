import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { type LocalSite, startLocalSite } from './support/local-site';
import { runRow } from './support/run-row';

const SECRET = 'correct-horse-4711';

let site: LocalSite;
let browser: TestBrowser;

beforeAll(async () => {
  site = await startLocalSite({
    '/': '<title>Form</title><label>Pass <input style="width: 400px; height: 60px"></label><p>shown</p>',
    '/account': `<style>* { height: 40px }</style><p id="cookie"></p><label>Token <input id="token"></label>
      <script>
        cookie.textContent = 'You came with ' + document.cookie;
        token.value = localStorage.token;
      </script>`,
  });
  browser = await startTestBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

function source(mark: string): string {
  return `version: 1
name: test
effect: read
base_url: ${site.url}
inputs:
  pass: { type: string }
steps:
  - goto: /
  - fill: { label: Pass, value: "{{ pass }}" }
${mark}  - screenshot: { name: field, label: Pass }
  - expect: { text: never there }
    timeout: 0.3
`;
}

const settings = { evidence: { screenshot: 'on_failure', trace: 'always' } } as const;

it('keeps what a secret step fills out of titles, pictures and traces', async () => {
  const hidden = await runRow(browser, source('    secret: true\n'), { row: { pass: SECRET }, settings });
  const other = await runRow(browser, source('    secret: true\n'), { row: { pass: 'x' }, settings });
  expect(hidden.artifacts.map((artifact) => artifact.type)).toEqual(['screenshot', 'screenshot']);
  // Blotted out, the pictures of two values are the same.
  expect([...hidden.files.values()]).toEqual([...other.files.values()]);
  expect(JSON.stringify([hidden.steps, hidden.result, hidden.pageText])).not.toContain(SECRET);
});

it('shows the same step when it is not marked, so the test above can fail', async () => {
  const shown = await runRow(browser, source(''), { row: { pass: SECRET }, settings });
  const other = await runRow(browser, source(''), { row: { pass: 'x' }, settings });
  expect(shown.artifacts.map((artifact) => artifact.type)).toContain('trace');
  expect(JSON.stringify(shown.steps)).toContain(SECRET);
  const picture = (ran: typeof shown) => [...ran.files.values()][0];
  expect(picture(shown)).not.toEqual(picture(other));
});

/** The picture of a page that shows what a stored login holds. */
async function pictureOf(cookie: string, token: string): Promise<Buffer | undefined> {
  const { hostname: domain } = new URL(site.url);
  const kept = { domain, path: '/', expires: -1, httpOnly: false, secure: false, sameSite: 'Lax' as const };
  const login = {
    cookies: [{ ...kept, name: 'shop', value: cookie }],
    origins: [{ origin: site.url, localStorage: [{ name: 'token', value: token }] }],
  };
  const steps = '  - goto: /account\n  - screenshot: { name: all }\n';
  const head = `version: 1\nname: test\neffect: read\nbase_url: ${site.url}\nsession: shop\n`;
  const ran = await runRow(browser, `${head}steps:\n${steps}`, { login });
  expect(ran.result).toEqual({ kind: 'completed' });
  return [...ran.files.values()][0];
}

it('blots out of pictures what a stored login holds, and nothing that is too short to be a token', async () => {
  const picture = await pictureOf('0123456789abcdef', 'eyJhbGciOiJub25l');
  expect(picture).toBeDefined();
  expect(picture).toEqual(await pictureOf('fedcba9876543210', 'another token'));
  expect(await pictureOf('shown', 'dark')).not.toEqual(await pictureOf('shown', 'light'));
});
