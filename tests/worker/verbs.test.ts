import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPracticeRows, type PracticeRows } from './support/practice-rows';
import { failureOf } from './support/step-site';

let practice: PracticeRows;
beforeAll(async () => {
  practice = await openPracticeRows();
});
afterAll(async () => {
  await practice?.close();
});

describe('mouse and keys', () => {
  it('hover, dblclick, type, uncheck, scroll: what the page sees is trusted', async () => {
    const ran = await practice.run(
      `
  - goto: /oddities/pointer
  - hover: { role: button, name: Products }
  - click: { role: button, name: Lamps }
  - expect: { testid: said, text: Chose Lamps }
  - dblclick: { testid: name }
  - expect: { testid: said, text: Edits the name }
  - type: { label: Code, value: "{{ code }}", delay: 0.001 }
  - extract: { code: { label: Code, mode: value }, keys: { testid: keys } }
  - expect: { testid: said, text: Typed }
  - uncheck: { label: Send me news }
  - expect: { testid: said, text: Gets no news }
  - scroll: { role: list, name: Feed, to: bottom }
  - wait_for: { text: Item 6 }
  - scroll: { role: list, name: Feed, by: 5000 }
  - wait_for: { text: Item 9 }
  - scroll: { testid: foot }
  - wait_for: { testid: place, text: further down }
  - scroll: { to: top }
  - wait_for: { testid: place, text: at the top }
  - scroll: { by: 300 }
  - wait_for: { testid: place, text: further down }
  - wait: 0.05`,
      {
        // A form of one field would be sent by the Enter key that a line break is.
        row: { code: 'x1\ny' },
        head: `effect: read\ninputs: { code: { type: string } }\noutputs: { code: { type: string }, keys: { type: integer } }`,
      },
    );
    expect(ran.result).toEqual({ kind: 'completed' });
    expect(ran.output).toEqual({ code: 'x1 yA-', keys: 4 });
  });

  it('says what comes nearest, and waits for what is covered or hidden no longer than it may', async () => {
    const missing = await practice.run(`
  - goto: /oddities/pointer
  - dblclick: { role: button, name: Product }
    timeout: 0.3
    optional: true
  - hover: { role: button, name: Prodcts }
    timeout: 0.3`);
    expect(failureOf(missing)).toMatchObject({ kind: 'page_mismatch', code: 'element_missing', step: 3 });
    expect(failureOf(missing).hint).toContain('button "Products"');
    const hidden = await practice.run(`
  - goto: /oddities/pointer
  - dblclick: { css: '#menu li button' }
    timeout: 0.3`);
    expect(failureOf(hidden)).toMatchObject({ kind: 'timeout', code: 'dblclick_timeout' });
  });
});

describe('pages', () => {
  it('back and reload', async () => {
    const ran = await practice.run(
      `
  - goto: /catalogue
  - goto: /oddities/pointer
  - fill: { label: Code, value: changed }
  - reload: true
  - extract: { code: { label: Code, mode: value } }
  - back: true
  - extract: { at: { mode: url } }`,
      { head: 'effect: read\noutputs: { code: { type: string }, at: { type: string } }' },
    );
    expect(ran.output).toEqual({ code: 'A-', at: `${practice.url}/catalogue` });
  });

  it('does not go back before the first page, nor send a form again', async () => {
    const first = await practice.run('\n  - goto: /catalogue\n  - back: true');
    expect(failureOf(first)).toMatchObject({ kind: 'page_mismatch', code: 'no_page_before', step: 2 });
    const sent = await practice.run(`
  - goto: /documents
  - click: { role: button, name: Upload document }
  - wait_for: { testid: upload-error }
  - reload: true`);
    expect(failureOf(sent)).toMatchObject({ kind: 'automation', code: 'reload_sends_again', step: 4 });
  });
});

describe('files', () => {
  const OUTPUTS = 'effect: read\noutputs: { name: { type: string }, bytes: { type: integer } }';
  const READ = `
  - click: { role: button, name: Upload document }
  - extract: { name: { testid: uploaded-name }, bytes: { testid: uploaded-bytes } }`;

  it('upload sends what an address holds or what is fetched from it, and may be the commit step', async () => {
    const held = await practice.run(
      `
  - goto: /documents
  - upload: { label: Document, file: '{{ scan }}', as: scan.txt }${READ}`,
      {
        row: { scan: 'data:text/plain;base64,aGVsbG8=' },
        head: `${OUTPUTS}\ninputs: { scan: { type: file } }`,
      },
    );
    expect(held.output).toEqual({ name: 'scan.txt', bytes: 5 });
    const marks: string[] = [];
    const got = await practice.run(
      `
  - goto: /documents
  - upload: { label: Document, file: '${practice.url}/documents/doc-2' }
    commit: true${READ}`,
      {
        head: OUTPUTS.replace('read', 'submit'),
        markCommit: async () => marks.push('mark') > 0,
      },
    );
    expect(got.result).toEqual({ kind: 'completed' });
    expect(got.output).toEqual({ name: 'doc-2', bytes: 54 });
    expect([marks, got.isCommitted]).toEqual([['mark'], true]);
  });

  it.each([
    ['/etc/passwd', 'file_address_invalid'],
    ['file:///etc/passwd', 'file_address_invalid'],
    ['http://169.254.169.254/latest', 'file_refused'],
    ['https://10.0.0.1/scan.pdf', 'file_refused'],
  ])('upload never sends %s: %s', async (scan, code) => {
    const ran = await practice.run(
      `\n  - goto: /documents\n  - upload: { label: Document, file: '{{ scan }}' }`,
      { row: { scan }, head: 'effect: read\ninputs: { scan: { type: string } }' },
    );
    expect(failureOf(ran)).toMatchObject({ kind: 'input', code });
  });

  it('download and pdf are kept as files of the row, extract_table as records', async () => {
    const ran = await practice.run(
      `
  - goto: /documents
  - download: { role: link, name: terms.txt }
  - download: { role: link, name: price-list.csv, as: prices of the day }
  - extract_table: { role: table, into: documents }
  - pdf: page`,
      { head: 'effect: read\noutputs: { documents: { type: json } }' },
    );
    expect(ran.result).toEqual({ kind: 'completed' });
    expect(ran.artifacts.map(({ type, name, contentType }) => [type, name, contentType])).toEqual([
      ['download', 'terms.txt', 'text/plain; charset=utf-8'],
      ['download', 'prices of the day', 'text/csv; charset=utf-8'],
      ['pdf', 'page', 'application/pdf'],
    ]);
    const [terms, prices, page] = [...ran.files.values()];
    expect(terms?.toString()).toMatch(/^Terms of the practice shop/);
    expect(prices?.toString()).toContain('SKU-0002');
    expect(page?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(ran.output?.documents).toEqual(expect.arrayContaining([{ Name: 'terms.txt', Bytes: '54' }]));
  });

  it('drag takes one element to another', async () => {
    const ran = await practice.run(`
  - goto: /oddities/pointer
  - drag: { from: { testid: source }, to: { testid: target } }
  - expect: { testid: said, text: Parcel was dropped }
  - drag: { from: { testid: source }, to: { testid: targets } }
    timeout: 0.3`);
    expect(failureOf(ran)).toMatchObject({ code: 'element_missing', step: 4 });
    expect(failureOf(ran).hint).toContain('element "target"');
  });

  it('a click that brings no file ends in time, and a page that shows a secret is no PDF', async () => {
    const none = await practice.run(`
  - goto: /oddities/pointer
  - download: { role: button, name: Products }
    timeout: 0.3`);
    expect(failureOf(none)).toMatchObject({ kind: 'timeout', code: 'download_timeout' });
    const shown = await practice.run(
      `\n  - goto: /oddities/pointer\n  - fill: { label: Code, value: '{{ secret.code }}' }\n  - pdf: page`,
      { secrets: { code: 'tell-tale-1' } },
    );
    expect(failureOf(shown)).toMatchObject({ kind: 'automation', code: 'pdf_shows_secret' });
    expect(shown.artifacts.map(({ type }) => type)).not.toContain('pdf');
  });
});

describe('conditions', () => {
  it('ask what elements are, the title of the page, inputs and variables', async () => {
    const ran = await practice.run(
      `
  - goto: /oddities/pointer
  - set: { place: Van }
  - expect:
      all:
        - { title: { contains: '{{ page }} and keys' } }
        - { title: { matches: 'Mouse .*shop' } }
        - { label: Code, value: A-, enabled: true }
        - { label: Send me news, checked: true }
        - { css: '#feed li', count: 3 }
        - { css: '#feed li', text: Item, count: { min: 1, max: 3 } }
        - { testid: source, attribute: { name: draggable, equals: 'true' } }
        - { testid: target, attribute: { name: draggable, empty: true } }
        - { var: place, equals: Van }
        - { var: unset, empty: true }
        - { input: amount, gt: 9 }
        - { input: amount, equals: 10 }
        - { input: day, lt: '2026-12-01' }
        - not: { label: Send me news, checked: false }
        - not: { css: '#feed li', count: 4 }
  - uncheck: { label: Send me news }
  - wait_for: { label: Send me news, checked: false }
  - goto: /oddities/late?after=50
  - wait_for: { role: button, name: Continue, enabled: true }
  - expect: { title: { equals: Elsewhere } }
    timeout: 0.2`,
      {
        row: { page: 'Mouse', amount: '10.0', day: '24.11.2026' },
        head: `effect: read\ninputs: { page: { type: string }, amount: { type: number }, day: { type: date } }`,
      },
    );
    expect(failureOf(ran)).toMatchObject({ code: 'expectation_failed', step: 8 });
    expect(failureOf(ran).message).toBe('It does not hold that the title of the page is Elsewhere.');
  });

  it('say what comes nearest to an element that is not there', async () => {
    const ran = await practice.run(`
  - goto: /oddities/pointer
  - expect: { label: Send news, checked: true }
    timeout: 0.2`);
    expect(failureOf(ran)).toMatchObject({ code: 'expectation_failed' });
    expect(failureOf(ran).hint).toContain('checkbox "Send me news"');
  });
});

describe('evaluate', () => {
  const head = `effect: read\ninputs: { word: { type: string } }\noutputs: { said: { type: json }, title: { type: json } }`;
  const steps = `
  - goto: /oddities/pointer
  - evaluate: { script: "({ word }) => [word, document.querySelectorAll('h1').length]", with: { word: '{{ word }}' }, into: said }
  - evaluate: { script: document.title.length > 0, into: title }
  - evaluate: document.title = 'changed'
  - expect: { title: { equals: changed } }`;
  // What a cell says is handed over, never run.
  const row = { word: "'); document.title = 'cell'; ('" };

  it('runs a script with what it is given, where the operator allows it', async () => {
    const ran = await practice.run(steps, { head, row, allowsEvaluate: true });
    expect(ran.result).toEqual({ kind: 'completed' });
    expect(ran.output).toEqual({ said: [row.word, 1], title: true });
    const thrown = await practice.run(
      "\n  - goto: /oddities/pointer\n  - evaluate: () => { throw new Error('no such thing') }",
      { allowsEvaluate: true },
    );
    expect(failureOf(thrown)).toMatchObject({ kind: 'page_mismatch', code: 'script_failed', step: 2 });
    expect(failureOf(thrown).message).toContain('no such thing');
  });

  it('is refused before a browser is asked for where he does not', async () => {
    const refused = await practice.run(steps, { head, row });
    expect(failureOf(refused)).toMatchObject({ kind: 'automation', code: 'evaluate_not_allowed' });
    expect(refused.steps).toEqual([]);
  });
});
