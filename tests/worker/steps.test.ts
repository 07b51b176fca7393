import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '@/lib/domain/failure';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { type LocalSite, startLocalSite } from './support/local-site';
import { type RanRow, type RowOptions, runRow } from './support/run-row';

const FORM = `<title>Form</title>
<form action="/sent" method="get">
  <label>Name <input name="name" placeholder="Your name"></label>
  <label>Country <select name="country"><option value="de">Germany</option><option value="fr">France</option></select></label>
  <label><input type="checkbox" name="terms" value="yes"> I accept</label>
  <label><input type="radio" name="plan" value="a"> Basic</label>
  <label><input type="radio" name="plan" value="b"> Team</label>
  <button>Send</button>
</form>`;

const THINGS = `<title>Things</title>
<h1 title="Heading title">Things</h1>
<figure><img alt="A picture" src="data:,"></figure><p data-testid="total"> € 1,234.50 </p><a href="/next" data-testid="link">Next</a>
<ul><li class="item">One <button>Pick</button></li><li class="item">Two <button>Pick</button></li></ul>
<section aria-label="Box"><button onclick="document.title='box'">Pick</button></section>
<iframe srcdoc="<button onclick=&quot;parent.document.title='framed'&quot;>Framed</button><p>inside</p>"></iframe>
<input data-testid="field" value="typed"><p data-testid="gone" hidden>secret</p>
<p data-testid="none"></p>`;

let site: LocalSite;
let browser: TestBrowser;

beforeAll(async () => {
  site = await startLocalSite({
    '/form': FORM,
    '/things': THINGS,
    '/sent': (request, response) =>
      response.end(`<title>Sent</title><p data-testid="query">${request.url}</p>`),
    '/keys': `<input autofocus onkeydown="document.title = event.key"><p>press</p>`,
    '/late': `<p>wait</p><script>setTimeout(() => { document.body.insertAdjacentHTML('beforeend', '<p data-testid="late">here</p>') }, 300)</script>`,
  });
  browser = await startTestBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Runs the steps (YAML list items, two spaces deep) and returns what came of the row. */
function run(steps: string, options: RowOptions & { outputs?: string } = {}): Promise<RanRow> {
  const inputs = Object.keys(options.row ?? {}).map((name) => `  ${name}: { type: string, required: false }`);
  const source = [
    'version: 1\nname: test\neffect: read',
    `base_url: ${site.url}`,
    inputs.length > 0 ? `inputs:\n${inputs.join('\n')}` : '',
    options.outputs ? `outputs:\n${options.outputs}` : '',
    `steps:\n${steps}`,
  ].join('\n');
  return runRow(browser, source, { settings: { step_timeout: 2 }, ...options });
}

function failureOf(ran: RanRow): Failure {
  if (ran.result.kind !== 'failed') throw new Error(`The row ended as ${ran.result.kind}`);
  return ran.result.failure;
}

describe('verbs', () => {
  it('goto, fill, select, check, click, extract: a form is filled in and sent', async () => {
    const steps = `
  - goto: /form
  - fill: { label: Name, value: '{{ who }}' }
  - select: { label: Country, option: France }
  - check: { label: I accept }
  - check: { role: radio, name: Team }
  - click: { role: button, name: Send }
  - extract: { query: { testid: query } }`;
    const ran = await run(steps, { row: { who: 'Zoë' }, outputs: '  query: { type: string }' });
    expect(ran.result).toEqual({ kind: 'completed' });
    expect(ran.output).toEqual({ query: '/sent?name=Zo%C3%AB&country=fr&terms=yes&plan=b' });
    expect(ran.steps.map(({ no, verb, state }) => `${no} ${verb} ${state}`)).toEqual([
      ...['1 goto passed', '2 fill passed', '3 select passed', '4 check passed', '5 check passed'],
      ...['6 click passed', '7 extract passed'],
    ]);
  });

  it('select by value, and press in an element and where the focus is', async () => {
    const ran = await run(
      `
  - goto: /form
  - select: { label: Country, value: fr }
  - press: { label: Name, key: Enter }
  - extract: { query: { testid: query } }
  - goto: /keys
  - press: F2
  - extract: { key: { mode: url } }
  - wait_for: { text: press }`,
      { outputs: '  query: { type: string }\n  key: { type: string }' },
    );
    expect(ran.output).toMatchObject({ query: expect.stringContaining('country=fr') });
  });

  it('extract: text, number, attr, value, html, count, url, list, default and optional', async () => {
    const outputs = {
      ...{
        total: 'number',
        href: 'string',
        field: 'string',
        html: 'string',
        count: 'integer',
        url: 'string',
      },
      ...{ list: 'string', missing: 'string', fallback: 'string' },
    };
    const ran = await run(
      `
  - goto: /things
  - extract:
      total: { testid: total }
      href: { testid: link, attr: href }
      field: { testid: field, mode: value }
      html: { css: li >> nth=0, mode: html }
      count: { css: li.item, mode: count }
      url: { mode: url }
      list: { css: h1, list: true }
      missing: { testid: nowhere, required: false }
      fallback: { testid: nowhere, default: none }`,
      {
        outputs: Object.entries(outputs)
          .map(([name, type]) => `  ${name}: { type: ${type} }`)
          .join('\n'),
      },
    );
    expect(ran.output).toEqual({
      total: 1234.5,
      href: '/next',
      field: 'typed',
      html: 'One <button>Pick</button>',
      count: 2,
      url: `${site.url}/things`,
      list: ['Things'],
      missing: null,
      fallback: 'none',
    });
  });

  it('wait_for waits for what comes late, and for what goes away', async () => {
    const ran = await run(`
  - goto: /late
  - wait_for: { testid: late }
  - wait_for: { testid: late, text: here }
  - wait_for: { testid: nowhere, hidden: true }
  - wait_for: { url: /late }`);
    expect(ran.result.kind).toBe('completed');
  });

  it('screenshot keeps a picture under its name', async () => {
    const ran = await run(`
  - goto: /things
  - screenshot: result
  - screenshot: { name: heading, role: heading, full_page: false }`);
    expect(ran.artifacts.map(({ type, name }) => [type, name])).toEqual([
      ['screenshot', 'result'],
      ['screenshot', 'heading'],
    ]);
    for (const bytes of ran.files.values()) expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('locators', () => {
  it.each([
    ['role and name', '{ role: link, name: Next }'],
    ['label', '{ css: body }'],
    ['text', '{ text: Things, exact: true }'],
    ['testid', '{ testid: total }'],
    ['alt', '{ within: { css: body }, alt: A picture }'],
    ['title', '{ title: Heading title }'],
    ['css', '{ css: "ul > li:first-child" }'],
    ['xpath', "{ xpath: '//h1' }"],
    ['nth', '{ css: li.item, nth: -1 }'],
    ['has_text', '{ css: li.item, has_text: Two }'],
    ['within', '{ role: button, within: { css: li.item, has_text: One } }'],
    ['frame', '{ text: inside, frame: { css: iframe } }'],
    ['any, the second alternative', '{ any: [{ testid: nowhere }, { testid: total }] }'],
  ])('%s', async (form, locator) => {
    const ran = await run(
      `
  - goto: /things
  - extract: { found: ${locator.replace(/ }$/, form === 'alt' ? ', attr: alt }' : ', mode: html }')} }`,
      { outputs: '  found: { type: string }' },
    );
    expect([ran.result.kind, failureText(ran)]).toEqual(['completed', '']);
  });

  it('clicks in a frame and within a part of the page', async () => {
    const ran = await run(
      `
  - goto: /things
  - click: { role: button, name: Framed, frame: { css: iframe } }
  - click: { role: button, name: Pick, within: { role: region, name: Box } }
  - extract: { title: { css: title, mode: html } }`,
      { outputs: '  title: { type: string }' },
    );
    expect(ran.output).toEqual({ title: 'box' });
  });

  it('takes the first alternative as written, not as it stands in the page', async () => {
    const ran = await run(
      `
  - goto: /things
  - extract: { found: { any: [{ testid: link }, { testid: total }], mode: html } }`,
      { outputs: '  found: { type: string }' },
    );
    expect(ran.output).toEqual({ found: 'Next' });
  });
});

function failureText(ran: RanRow): string {
  return ran.result.kind === 'failed' ? ran.result.failure.message : '';
}

describe('conditions', () => {
  it.each([
    ['{ testid: total }', true],
    ['{ testid: gone }', false],
    ['{ testid: gone, hidden: true }', true],
    ['{ testid: nowhere, hidden: true }', true],
    ['{ testid: link, text: Next }', true],
    ['{ testid: link, text: next }', false],
    ['{ text: One }', true],
    ['{ url: /things }', true],
    ['{ url: /other }', false],
    ["{ input: who, equals: 'a' }", true],
    ["{ input: who, not_equals: 'a' }", false],
    ["{ input: who, matches: '[a-z]' }", true],
    ['{ input: who, in: [a, b] }', true],
    ['{ input: who, empty: true }', false],
    ['{ all: [{ testid: total }, { testid: link }] }', true],
    ['{ all: [{ testid: total }, { testid: nowhere }] }', false],
    ['{ any: [{ testid: nowhere }, { testid: total }] }', true],
    ['{ not: { testid: nowhere } }', true],
  ])('when: %s is %s', async (condition, isTrue) => {
    const ran = await run(
      `
  - goto: /things
  - screenshot: only-when
    when: ${condition}`,
      { row: { who: 'a' } },
    );
    expect(ran.steps[1]?.state).toBe(isTrue ? 'passed' : 'skipped');
  });
});

describe('failures', () => {
  it('fail: the business answer of the site, clear and with its own code', async () => {
    const ran = await run(
      `
  - goto: /things
  - fail: { when: { testid: nowhere }, message: not this }
  - fail: { when: { testid: total }, kind: target_rejected, code: too_dear, message: 'Too dear for {{ who }}' }`,
      { row: { who: 'Ada' } },
    );
    expect(failureOf(ran)).toMatchObject({
      kind: 'target_rejected',
      code: 'too_dear',
      message: 'Too dear for Ada',
      step: 3,
    });
    expect(ran.result).toMatchObject({ isClear: true });
  });

  it.each([
    ['click: { role: button, name: Nothing }', 'page_mismatch', 'element_missing'],
    ['click: { role: button, name: Pick }', 'automation', 'ambiguous_locator'],
    ['click: { testid: gone }', 'timeout', 'click_timeout'],
    ['wait_for: { testid: nowhere }', 'timeout', 'wait_for_timeout'],
    ['expect: { testid: link, text: Previous }', 'page_mismatch', 'expectation_failed'],
    ['extract: { x: { testid: nowhere } }', 'page_mismatch', 'element_missing'],
    ['extract: { x: { testid: none } }', 'page_mismatch', 'output_missing'],
    ['extract: { n: { css: h1 } }', 'page_mismatch', 'output_invalid'],
    ["goto: 'file:///etc/passwd'", 'blocked', 'scheme_refused'],
    ["goto: 'view-source:http://127.0.0.1/'", 'blocked', 'scheme_refused'],
    ["goto: 'chrome://version'", 'blocked', 'scheme_refused'],
    ["goto: 'http://169.254.169.254/latest'", 'blocked', 'address_refused'],
    ["goto: 'https://10.0.0.1/'", 'blocked', 'address_refused'],
    ["goto: 'http://127.0.0.1:1/'", 'target_unavailable', 'navigation_failed'],
    ["goto: 'https://127.0.0.1:1/'", 'target_unavailable', 'navigation_failed'],
    ["goto: 'http://no-such-name.invalid/'", 'target_unavailable', 'name_not_resolved'],
  ])('%s: %s, %s', async (step, kind, code) => {
    const ran = await run(
      `
  - goto: /things
  - ${step}`,
      {
        settings: { step_timeout: 0.5 },
        outputs: step.includes('{ n:')
          ? '  n: { type: number }'
          : step.includes('{ x:')
            ? '  x: { type: string }'
            : '',
      },
    );
    expect(failureOf(ran)).toMatchObject({ kind, code, step: 2 });
  });

  it('an optional step may fail, and its record says so', async () => {
    const ran = await run(`
  - goto: /things
  - click: { testid: nowhere }
    optional: true
    timeout: 0.2
  - expect: { testid: total }`);
    expect(ran.result.kind).toBe('completed');
    expect(ran.steps.map(({ state }) => state)).toEqual(['passed', 'failed', 'passed']);
  });

  it('a row whose cell does not fit never opens a page', async () => {
    const seen = site.seen.length;
    const source = `version: 1\nname: test\neffect: read\nbase_url: ${site.url}\ninputs:\n  n: { type: integer }\nsteps:\n  - goto: /things`;
    const ran = await runRow(browser, source, { row: { n: 'many' } });
    expect(failureOf(ran)).toMatchObject({ kind: 'input' });
    expect(site.seen).toHaveLength(seen);
  });
});
