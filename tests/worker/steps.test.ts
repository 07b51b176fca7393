import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, openStepSite, type StepSite } from './support/step-site';

let pages: StepSite;
beforeAll(async () => {
  pages = await openStepSite();
});
afterAll(async () => {
  await pages?.close();
});

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
    const ran = await pages.run(steps, { row: { who: 'Zoë' }, outputs: '  query: { type: string }' });
    expect(ran.result).toEqual({ kind: 'completed' });
    expect(ran.output).toEqual({ query: '/sent?name=Zo%C3%AB&country=fr&terms=yes&plan=b' });
    expect(ran.steps.map(({ no, verb, state }) => `${no} ${verb} ${state}`)).toEqual([
      ...['1 goto passed', '2 fill passed', '3 select passed', '4 check passed', '5 check passed'],
      ...['6 click passed', '7 extract passed'],
    ]);
  });

  it('select by value, and press in an element and where the focus is', async () => {
    const ran = await pages.run(
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
    const ran = await pages.run(
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
      url: `${pages.site.url}/things`,
      list: ['Things'],
      missing: null,
      fallback: 'none',
    });
  });

  it('wait_for waits for what comes late, and for what goes away', async () => {
    const ran = await pages.run(`
  - goto: /late
  - wait_for: { testid: late }
  - wait_for: { testid: late, text: here }
  - wait_for: { testid: nowhere, hidden: true }
  - wait_for: { url: /late }`);
    expect(ran.result.kind).toBe('completed');
  });

  it('screenshot keeps a picture under its name', async () => {
    const ran = await pages.run(`
  - goto: /things
  - screenshot: result
  - screenshot: { name: heading, role: heading, full_page: false }`);
    expect(ran.artifacts.map(({ type, name }) => [type, name])).toEqual([
      ['screenshot', 'result'],
      ['screenshot', 'heading'],
    ]);
    const files = [...ran.files.values()];
    for (const bytes of files) expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    const sizes = files.map((bytes) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]);
    // Without more words it is what the window shows.
    expect(sizes[0]).toEqual([1280, 800]);
    expect(sizes[1]?.[1]).toBeLessThan(200);
  });
});

describe('failures', () => {
  it('fail: the business answer of the site, clear and with its own code', async () => {
    const ran = await pages.run(
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
    const ran = await pages.run(
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

  it.each([
    ['click: { role: button, name: Send form }', 'button "Send"'],
    ['fill: { label: Your name, value: Ada }', 'textbox "Name"'],
    ['wait_for: { text: Country name }', 'combobox "Country"'],
    ['expect: { role: link, name: Countries }', 'combobox "Country"'],
    ['click: { role: checkbox, name: Newsletter }', 'checkbox "I accept"'],
  ])('%s: says what comes nearest, %s', async (step, nearest) => {
    const ran = await pages.run(`\n  - goto: /form\n  - ${step}`, { settings: { step_timeout: 0.3 } });
    expect(failureOf(ran).hint).toMatch(/^Nearest on the page: /);
    expect(failureOf(ran).hint).toContain(nearest);
    expect(ran.steps.at(-1)?.message).toContain(`. Nearest on the page: `);
  });

  it('says of a test id the one that is written nearly so, and nothing of what only has another text', async () => {
    const near = await pages.run('\n  - goto: /things\n  - click: { testid: totals }', {
      settings: { step_timeout: 0.3 },
    });
    expect(failureOf(near).hint).toMatch(/^Nearest on the page: element "total"/);
    const there = await pages.run('\n  - goto: /things\n  - expect: { testid: link, text: Previous }', {
      settings: { step_timeout: 0.3 },
    });
    expect(failureOf(there)).not.toHaveProperty('hint');
  });

  it('an optional step may fail, and its record says so', async () => {
    const ran = await pages.run(`
  - goto: /things
  - click: { testid: nowhere }
    optional: true
    timeout: 0.2
  - expect: { testid: total }`);
    expect(ran.result.kind).toBe('completed');
    expect(ran.steps.map(({ state }) => state)).toEqual(['passed', 'failed', 'passed']);
  });

  it('a row whose cell does not fit never opens a page', async () => {
    const seen = pages.site.seen.length;
    const source = `version: 1\nname: test\neffect: read\nbase_url: ${pages.site.url}\ninputs:\n  n: { type: integer }\nsteps:\n  - goto: /things`;
    const ran = await pages.runSource(source, { row: { n: 'many' } });
    expect(failureOf(ran)).toMatchObject({ kind: 'input' });
    expect(pages.site.seen).toHaveLength(seen);
  });
});
