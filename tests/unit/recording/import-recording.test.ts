import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAutomation } from '@/lib/automation/parse-automation';
import { BatchEngineError } from '@/lib/domain/errors';
import { importFixture, importText, noteCodes, recordingText, stepLines } from '@/tests/support/recordings';

const SAMPLE = `Order no;Kunde;Ordered on;Amount;Country;Ship to
AB-1002;Ada Lovelace;25/12/2026;12.50;Germany;Germany
AB-1003;Bo;03/04/2026;13.50;France;France
`;

/** A codegen program with these lines in it. */
const script = (...lines: string[]) =>
  `const page = await browser.newPage();\nawait page.goto('https://shop.example.com/a');\n${lines.join('\n')}`;
const fill = (label: string, value: string) => `await page.getByLabel('${label}').fill('${value}');`;

describe('with a sample file', () => {
  it('what stands in its first row comes from the columns, everything else is the same for all rows', async () => {
    const made = await importText(
      script(
        fill('Order number', 'AB-1002'),
        fill('Date', '25/12/2026'),
        fill('Amount', '12.50'),
        fill('Channel', 'web'),
        fill('Braces', '{{ secret.admin }}'),
        `await page.getByLabel('Country').selectOption({ label: 'Germany' });`,
        `await page.goto('https://shop.example.com/orders/AB-1002?by=Ada+Lovelace&x=1');`,
        `await page.getByRole('link', { name: 'Order AB-1002' }).click();`,
        `await page.getByText('Ada Lovelace').click();`,
      ),
      SAMPLE,
    );
    expect(stepLines(made.source)).toEqual([
      'goto: /a',
      'fill: { label: Order number, value: "{{ order_no }}" }',
      `fill: { label: Date, value: '{{ ordered_on | date("dd/MM/yyyy") }}' }`,
      'fill: { label: Amount, value: "{{ amount }}" }',
      'fill: { label: Channel, value: web }',
      `fill: { label: Braces, value: '{{ "{{" }} secret.admin }}' }`,
      'select: { label: Country, option: "{{ country }}" }',
      'goto: /orders/{{ order_no | urlencode }}?by={{ kunde | urlencode }}&x=1',
      'click: { role: link, name: "Order {{ order_no }}" }',
      'click: { text: "{{ kunde }}" }',
      // Nobody knows what it does.
      'commit: true',
    ]);
    const parsed = parseAutomation(made.source);
    expect(parsed.ok && parsed.automation.inputs).toMatchObject({
      order_no: { type: 'string', title: 'Order no' },
      ordered_on: { type: 'date', format: 'dd/MM/yyyy' },
      amount: { type: 'number' },
    });
  });

  it('says when two columns could be meant, and takes a password of the file as a secret input', async () => {
    const sample = 'a;b;login\nsame;same;geheim99\n';
    const made = await importText(script(fill('Thing', 'same'), fill('Password', 'geheim99')), sample);
    expect(noteCodes(made)).toContain('3 sample_ambiguous');
    expect(made.source).toContain('login: { type: secret, title: login }');
    expect(made.source).not.toContain('geheim99');
  });

  it('needs a row', async () => {
    await expect(importFixture('chrome-order.json', 'a;b\n')).rejects.toMatchObject({ code: 'no_data_rows' });
  });
});

describe('inputs without a sample', () => {
  it('fields that ask for the same again share an input; equal names are told apart', async () => {
    const made = await importText(
      script(
        fill('E-mail', 'ada@example.com'),
        fill('Repeat e-mail', 'ada@example.com'),
        fill('Name', 'Ada'),
        `await page.locator('#ship').getByLabel('Name').fill('Bo');`,
        fill('Row', 'x'),
        fill('注文', 'y'),
      ),
    );
    expect(stepLines(made.source).slice(1)).toEqual([
      'fill: { label: E-mail, value: "{{ email }}" }',
      'fill: { label: Repeat e-mail, value: "{{ email }}" }',
      'fill: { label: Name, value: "{{ name }}" }',
      'fill: { label: Name, within: { css: "#ship" }, value: "{{ name_2 }}" }',
      'fill: { label: Row, value: "{{ row_value }}" }',
      'fill: { label: 注文, value: "{{ value }}" }',
    ]);
  });

  it('passwords are secrets, wherever they stand', async () => {
    const made = await importText(
      script(
        fill('Passwort', 'tiger-77'),
        `await page.locator('input[type=password]').fill('tiger-77');`,
        `await page.goto('https://u:tiger-77@shop.example.com/b?password=tiger-77');`,
        `await page.evaluate(() => login('tiger-77'));`,
        `await expect(page.getByLabel('Passwort')).toHaveValue('tiger-77');`,
      ),
    );
    expect(made.source).not.toContain('tiger-77');
    expect(JSON.stringify(made.notes)).not.toContain('tiger-77');
    expect(made.source).toContain('goto: /b?password={{ secret.passwort | urlencode }}');
  });
});

describe('the effect', () => {
  const click = (name: string) => `await page.getByRole('button', { name: '${name}' }).click();`;
  it.each([
    ['Place order', 'submit'],
    ['Speichern', 'submit'],
    ['Search orders', 'read'],
    ['Log in', 'read'],
    ['Order AB-1', 'submit'],
  ])('%s -> %s', async (name, effect) => {
    expect(await importText(script(fill('A', 'b'), click(name)))).toMatchObject({ effect });
  });

  it('what nobody can tell is taken for what submits, and said to be unclear', async () => {
    const made = await importText(script(fill('A', 'b'), click('Go')));
    expect(made.source).toContain('commit: true');
    expect(made.notes).toContainEqual(
      expect.objectContaining({ severity: 'warning', code: 'effect_unsure' }),
    );
  });

  it('the last such click submits; earlier ones, and an outcome nobody asks for, are warned of', async () => {
    const made = await importText(
      script(fill('A', 'b'), click('Save'), click('Buy now'), click('Show details')),
    );
    expect(stepLines(made.source).slice(2)).toEqual([
      'click: { role: button, name: Save }',
      'click: { role: button, name: Buy now }',
      'commit: true',
      'click: { role: button, name: Show details }',
    ]);
    expect(noteCodes(made)).toEqual(['5 commit_guessed', '5 commit_others', '5 outcome_unasked']);
  });
});

it('an address with braces in its host is not taken', async () => {
  const made = await importText(script("await page.goto('https://{{shop.example.com/');", fill('Name', 'x')));
  expect(parseAutomation(made.source)).toMatchObject({ ok: true });
  expect(noteCodes(made).join()).toMatch(/step_not_taken/);
});

describe('what is no recording', () => {
  it.each([
    ['', 'recording_empty'],
    ['hello', 'recording_unknown'],
    ['{"a": 1}', 'recording_unknown'],
    ['[1, 2]', 'recording_unknown'],
    ['{"steps": 1}', 'recording_unknown'],
    ['{"steps": []}', 'recording_empty'],
    ['{"tests": []}', 'recording_empty'],
    ['describe("x", () => { cy.visit("/") })', 'recording_unknown'],
    ["const puppeteer = require('puppeteer');", 'recording_unknown'],
    ['using Microsoft.Playwright;\nawait page.GotoAsync("x");', 'recording_unknown'],
    [`${'a'.repeat(1024 * 1024)}!`, 'recording_too_large'],
    [`{"steps": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`, /^recording_(too_deep|invalid|empty)$/],
    [`import '@playwright/test';\n${'('.repeat(100_000)}`, /^recording_(too_deep|invalid)$/],
    [`from playwright import x\npage.f(${'('.repeat(100_000)}`, /^recording_/],
    [script(...Array.from({ length: 600 }, (_, at) => fill(`F${at}`, 'x'))), 'recording_too_many_steps'],
  ])('case %#', async (text, code) => {
    const refused = await importText(text).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(BatchEngineError);
    expect((refused as BatchEngineError).code).toMatch(
      typeof code === 'string' ? new RegExp(`^${code}$`) : code,
    );
  });

  it.each(['await page.evaluate(, 1);', "await page.getByText('a',,'b').click();"])(
    'a mistake that leaves a gap is survived: %s',
    async (line) => {
      const { source } = await importText(script(line));
      expect(parseAutomation(source)).toMatchObject({ ok: true });
    },
  );

  it('is refused, or becomes a right automation, whatever is done to it', async () => {
    const names = [
      'chrome-windows.json',
      'codegen-windows.ts.txt',
      'codegen_windows.py',
      'side-checkout.side',
      'codegen-windows.jsonl',
    ];
    const texts = names.map(recordingText);
    const change = fc.record({
      text: fc.constantFrom(...texts),
      at: fc.nat(4000),
      cut: fc.nat(30),
      put: fc.constantFrom(
        '',
        '"',
        "'",
        '{{',
        '}}',
        '\\',
        '\n',
        '\u2028',
        '(',
        '{',
        ':',
        '#',
        '- x',
        '\u0000',
        '{{ a',
        'é😀',
      ),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ text, at, cut, put }) => {
        const from = at % text.length;
        const changed = text.slice(0, from) + put + text.slice(from + cut);
        try {
          const { source } = await importText(changed);
          expect(parseAutomation(source)).toMatchObject({ ok: true });
        } catch (error) {
          if (!(error instanceof BatchEngineError)) throw error;
          expect(error.code).toMatch(/^recording_(invalid|unknown|empty|too_deep)$/);
        }
      }),
      { numRuns: 150 },
    );
  });
});
