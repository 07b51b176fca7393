import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRedactor } from '@/lib/secrets/redactor';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { type LocalSite, startLocalSite } from './support/local-site';
import { runRow } from './support/run-row';

const SECRET = 'Tr0ub4dor & "3"<é>';
const OTHER = 'Tr0ub4dor & "4"<è>';
const PIN = 'pin-4711-0815';

/** Shows what was sent to it in every place that is kept of a row. */
function echo(query: URLSearchParams): string {
  const sent = query.get('pass') ?? '';
  const html = sent.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<title>Wrong: ${html}</title><p data-testid="text">You sent ${html}</p>
    <p data-testid="base64">${Buffer.from(`me:${sent}`).toString('base64')}</p>
    <p data-testid="json">${JSON.stringify({ sent }).replaceAll('<', '&lt;')}</p>
    <p data-testid="header"></p><label>Again <input value="${html}"></label>
    <textarea data-testid="area">${html}</textarea>
    <script>console.error('Sent', ${JSON.stringify(sent).replaceAll('<', '\\u003c')})</script>`;
}

let site: LocalSite;
let browser: TestBrowser;

beforeAll(async () => {
  site = await startLocalSite({
    '/': '<title>Form</title><form action="/echo"><label>Pass <input name="pass"></label><button>Send</button></form>',
    '/echo': (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(echo(new URL(request.url ?? '', 'http://site').searchParams));
    },
    '/code': '<label>Code <input></label><p>ready</p>',
  });
  browser = await startTestBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const settings = { step_timeout: 1, evidence: { screenshot: 'always', trace: 'always' } } as const;

function source(value: string, rest: string, head = ''): string {
  return `version: 1
name: test
effect: read
base_url: ${site.url}
${head}steps:
  - goto: /
  - fill: { label: Pass, value: '${value}' }
  - click: { role: button, name: Send }
${rest}`;
}

const OUTPUTS = `outputs:
  text: { type: string }
  base64: { type: string }
  json: { type: json }
  all: { type: string }
  url: { type: string }
`;
const EXTRACT = `  - extract:
      text: { testid: text }
      base64: { testid: base64 }
      json: { testid: json }
      all: { css: p, list: true }
      url: { mode: url }
`;
const FAIL = `  - fail: { when: { text: You sent }, code: wrong, message: 'The site refused {{ secret.pass }}' }
`;

it('takes secrets out of outputs and failures, whatever the page makes of them', async () => {
  const secrets = { pass: SECRET };
  const done = await runRow(browser, source('{{ secret.pass }}', EXTRACT, OUTPUTS), { secrets, settings });
  expect(site.seen.at(-1)?.url).toContain('Tr0ub4dor');
  expect(done.output).toEqual({
    text: 'You sent •••',
    base64: expect.stringMatching(/^.{1,8}•••.{0,4}$/),
    json: { sent: '•••' },
    all: expect.any(Array),
    url: `${site.url}/echo?pass=•••`,
  });
  const pageErrors = [
    { source: 'console', text: 'Sent •••', url: expect.stringMatching(/pass=•••$/), times: 1 },
  ];
  expect(done.pageErrors).toEqual(pageErrors);
  const failed = await runRow(browser, source('{{ secret.pass }}', FAIL), { secrets, settings });
  expect(failed.result).toMatchObject({
    failure: { message: 'The site refused •••', url: expect.stringMatching(/pass=•••$/) },
  });
  expect(failed).toMatchObject({ pageTitle: 'Wrong: •••', pageUrl: expect.stringMatching(/pass=•••$/) });
  for (const ran of [done, failed]) {
    const { closed: _closed, files: _files, ...kept } = ran;
    const text = JSON.stringify(kept);
    expect(text).not.toContain('Tr0ub4dor');
    expect(text).not.toContain(Buffer.from('Tr0ub4dor').toString('base64').slice(0, 10));
    expect(createRedactor([SECRET]).redact(text)).toBe(text);
    expect(ran.artifacts.map(({ type }) => type)).toEqual(['screenshot']);
  }
});

it('draws the same picture whatever the secret is', async () => {
  const run = (pass: string) =>
    runRow(browser, source('{{ secret.pass }}', ''), { secrets: { pass }, settings });
  const [one, other] = [await run(SECRET), await run(OTHER)];
  expect([...one.files.values()]).toHaveLength(1);
  expect([...one.files.values()]).toEqual([...other.files.values()]);
});

it('keeps all of it when the same text is no secret, so the tests above can fail', async () => {
  const head = `inputs: { pass: { type: string } }\n${OUTPUTS}`;
  const run = (pass: string) =>
    runRow(browser, source('{{ pass }}', EXTRACT, head), { row: { pass }, settings });
  const [one, other] = [await run(SECRET), await run(OTHER)];
  expect(one.output).toMatchObject({ text: `You sent ${SECRET}`, json: { sent: SECRET } });
  expect(one.artifacts.map(({ type }) => type)).toEqual(['screenshot', 'trace']);
  const picture = (ran: typeof one) => [...ran.files.values()][0];
  expect(picture(one)).not.toEqual(picture(other));
});

it('treats inputs of type secret alike, and what filters make of a secret', async () => {
  const head = `inputs: { pin: { type: secret } }\n${OUTPUTS}`;
  const ofInput = await runRow(browser, source('{{ pin }}', EXTRACT, head), { row: { pin: PIN }, settings });
  expect(ofInput.output).toMatchObject({ text: 'You sent •••' });
  const filtered = source('{{ secret.pass | slice(0, 9) | replace("0", "zero") }}', EXTRACT, OUTPUTS);
  const ofFilter = await runRow(browser, filtered, { secrets: { pass: SECRET }, settings });
  expect(site.seen.at(-1)?.url).toContain('Trzeroub4dor');
  expect(ofFilter.output).toMatchObject({ text: 'You sent •••' });
});

it('keeps credentials and headers out of traces too, though no step names them', async () => {
  const head = `browser: { extra_headers: { X-Key: '{{ secret.pass }}' } }\ninputs: { pass: { type: string } }\n`;
  const secrets = { pass: 'key-0815-4711' };
  const ran = await runRow(browser, source('{{ pass }}', '', head), {
    row: { pass: 'x' },
    secrets,
    settings,
  });
  expect(ran.result).toEqual({ kind: 'completed' });
  expect(ran.artifacts.map(({ type }) => type)).toEqual(['screenshot']);
});

it('logs no secret of what nobody expected', async () => {
  const broken = source('{{ secret.pass }}', `  - goto: '{{ secret.pass }}://x'\n`);
  const ran = await runRow(browser, broken, { secrets: { pass: 'hunter2222' }, settings });
  expect(ran.result.kind).toBe('failed');
  expect(JSON.stringify([ran.result, ran.steps, ran.errors])).not.toContain('hunter2222');
});

it('types a code of this moment, and says when the key is none', async () => {
  const text = `version: 1
name: test
effect: read
base_url: ${site.url}
outputs: { code: { type: string } }
steps:
  - goto: /code
  - fill: { label: Code, value: '{{ secret.key | totp }}' }
  - extract: { code: { label: Code, mode: value } }
`;
  const good = await runRow(browser, text, { secrets: { key: 'JBSW Y3DP EHPK 3PXP' }, settings });
  expect(good.output).toEqual({ code: expect.stringMatching(/^\d{6}$/) });
  expect(JSON.stringify(good.steps)).not.toContain(String(good.output?.code));
  const wrong = await runRow(browser, text, { secrets: { key: 'not base32!' }, settings });
  expect(wrong.result).toMatchObject({ failure: { kind: 'automation', code: 'totp_key_invalid' } });
  const none = await runRow(browser, text, { settings });
  expect(none.result).toMatchObject({ failure: { kind: 'automation', code: 'secret_missing' } });
});
