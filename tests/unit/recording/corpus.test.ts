import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAutomation } from '@/lib/automation/parse-automation';
import { importFixture, noteCodes, recordingsFolder, stepLines } from '@/tests/support/recordings';

const ORDER = [
  'goto: /orders',
  'fill: { label: Order number, value: "{{ order_number }}" }',
  'click: { role: button, name: Find order }',
  'expect: { testid: result }',
];
const SIGNUP = [
  'goto: /customers/new',
  'fill: { label: Customer number, value: "{{ customer_number }}" }',
  'fill: { label: Name, exact: true, value: "{{ name }}" }',
  'fill: { label: E-mail, value: "{{ email }}" }',
  'select: { label: Country, value: "{{ country }}" }',
  'check: { role: radio, name: Team }',
  'check: { role: checkbox, name: I accept the terms }',
  'click: { role: button, name: Create account }',
  'commit: true',
  'expect: { testid: outcome }',
];
const ASKED = 'expect: { testid: result, text: "{{ order_number }}" }';

describe('every recording of the corpus', () => {
  const names = readdirSync(recordingsFolder);
  it.each(names.filter((name) => !name.includes('broken')))('%s becomes a right automation', async (name) => {
    const { source, effect } = await importFixture(name);
    const parsed = parseAutomation(source);
    expect(parsed).toMatchObject({ ok: true, warnings: [], automation: { effect } });
    // Typed into password fields, or near them.
    expect(source).not.toContain('hunter2');
  });

  it.each(names.filter((name) => name.includes('broken')))('%s is refused', async (name) => {
    await expect(importFixture(name)).rejects.toMatchObject({ code: 'recording_invalid' });
  });
});

describe('the same task in each format', () => {
  it.each(['codegen-order.spec.ts.txt', 'codegen_order.py', 'codegen-order.jsonl'])('%s', async (name) => {
    const made = await importFixture(name);
    expect(stepLines(made.source)).toEqual([...ORDER, ASKED]);
    expect(made).toMatchObject({ effect: 'read' });
    expect(made.source).toContain('base_url: http://127.0.0.1:4010\n');
    expect(made.source).toContain('order_number: { type: string } # recorded: AB-1002');
    expect(made.source).toContain('locale: en-GB');
  });

  it.each(['codegen-signup.js.txt', 'codegen_signup.py'])('%s', async (name) => {
    const made = await importFixture(name);
    const steps = stepLines(made.source).map((line) => line.replace('terms, exact: true }', 'terms }'));
    expect(steps.slice(0, SIGNUP.length)).toEqual(SIGNUP);
    expect(made).toMatchObject({ effect: 'submit' });
    expect(noteCodes(made)).toContainEqual(expect.stringMatching(/^\d+ commit_guessed$/));
    expect(made.source).toContain('email: { type: email } # recorded: ada@example.com');
  });

  it('assertions that codegen wrote as comments are assertions', async () => {
    const { source } = await importFixture('codegen-signup.js.txt');
    expect(stepLines(source).at(-1)).toBe('expect: { testid: customer-no, text: "{{ customer_number }}" }');
  });
});

describe('Chrome Recorder', () => {
  it('takes the best selector; focus clicks, scrolling and repeated navigation go', async () => {
    const made = await importFixture('chrome-order.json');
    expect(stepLines(made.source)).toEqual([
      'goto: /orders',
      'fill: { label: Order number, exact: true, value: "{{ order_number }}" }',
      'click: { role: button, name: Find order, exact: true }',
      'expect: { testid: result }',
      expect.stringMatching(/^# NOT TAKEN, line 61: waitForExpression .*an expression would have to be run/),
    ]);
    expect(noteCodes(made)).toEqual(['- effect_read', '41 left_out', '54 left_out', '61 step_not_taken']);
  });

  it('reads lists, boxes, keys, frames and windows', async () => {
    const signup = await importFixture('chrome-signup.json');
    expect(stepLines(signup.source)).toEqual(
      expect.arrayContaining([
        'select: { role: combobox, name: Country, exact: true, value: "{{ country }}" }',
        'click: { role: checkbox, name: I accept the terms, exact: true }',
        'click: { role: button, name: Create account, exact: true }',
        'expect: { text: "{{ customer_number }}" }',
      ]),
    );
    const windows = stepLines((await importFixture('chrome-windows.json')).source);
    expect(windows).toEqual(
      expect.arrayContaining([
        'click: { css: "#inner .go", frame: { css: "iframe, frame", nth: 1, frame: { css: "iframe, frame", nth: 0 } } }',
        'press: Control+a',
        'popup: { role: link, name: Print, exact: true }',
        'close_tab: true',
      ]),
    );
  });
});

describe('Selenium IDE', () => {
  it('takes words before ids, stored texts as outputs, answers before what sets the message off', async () => {
    const order = await importFixture('side-order.side');
    expect(stepLines(order.source)).toEqual([
      'goto: /orders',
      'fill: { css: "#order_no", value: "{{ order_no }}" }',
      'click: { role: button, name: Find order }',
      'expect: { testid: result }',
      'extract: { status: { testid: status } }',
    ]);
    expect(order.source).toContain('viewport: 1280x800');
    const checkout = await importFixture('side-checkout.side');
    expect(checkout).toMatchObject({ title: 'Buy', effect: 'submit' });
    expect(stepLines(checkout.source).slice(-4)).toEqual([
      'dialog: { answer: accept, message: Are you sure? }',
      'click: { role: link, name: Place order, exact: true }',
      'commit: true',
      'expect: { css: h1, text: Thank you }',
    ]);
    expect(noteCodes(checkout)).toEqual(expect.arrayContaining(['- other_tests', '8 secret_needed']));
  });
});

describe('Playwright codegen', () => {
  it('reads chains, frames, windows, variables and answers of messages', async () => {
    const made = await importFixture('codegen-windows.ts.txt');
    expect(stepLines(made.source)).toEqual(
      expect.arrayContaining([
        'click: { role: button, name: Details, within: { role: row, name: AB-1002 }, nth: 0 }',
        `fill: { label: Note, frame: { css: 'iframe[name="editor"]' }, value: "{{ note }}" }`,
        'fill: { placeholder: Card, frame: { css: iframe, frame: { css: "#pay" } }, value: "{{ card }}" }',
        'click: { role: link, within: { css: li, has_text: Lamp }, nth: 1 }',
        'fill: { label: E-mail, value: "{{ email }}" }',
        'fill: { label: Password, value: "{{ secret.password }}" }',
        'dialog: dismiss',
        'popup: { role: link, name: Invoice }',
        'click: { text: Invoice no. 7, exact: true }',
        'close_tab: true',
        'expect: { url: /desk/done }',
        'expect: { role: alert, hidden: true }',
        expect.stringMatching(/^# NOT TAKEN, line 29: .*a pattern/),
        expect.stringMatching(/^# NOT TAKEN, line 31: .*written by hand/),
      ]),
    );
    expect(noteCodes(made)).toContain('41 other_tests');
  });

  it('reads Python as it reads JavaScript', async () => {
    const steps = stepLines((await importFixture('codegen_windows.py')).source);
    expect(steps).toEqual(
      expect.arrayContaining([
        'dialog: { answer: accept, text: yes }',
        'popup: { role: link, name: Invoice }',
        `click: { text: It's "here" ✓ }`,
        'fill: { label: Note, frame: { css: "#frame" }, value: "{{ note }}" }',
        'press: { label: Password, key: Enter }',
        'expect: { role: alert, hidden: true }',
        expect.stringMatching(/^# NOT TAKEN, line 23: .*written by hand/),
      ]),
    );
  });
});
