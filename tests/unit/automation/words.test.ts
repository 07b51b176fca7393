import { describe, expect, it } from 'vitest';
import { createScope } from '@/lib/automation/create-scope';
import { describeLocator } from '@/lib/automation/describe-locator';
import { describeRow } from '@/lib/automation/describe-run';
import { locatorSchema, type RawLocator } from '@/lib/automation/locator';
import { parseAutomation } from '@/lib/automation/parse-automation';
import { referencedNames } from '@/lib/automation/referenced-names';
import { isSecretStep, renderBrowserSettings, renderStep } from '@/lib/automation/render-step';
import type { Automation } from '@/lib/automation/schema';
import type { Scope } from '@/lib/automation/scope';

describe('an element in words', () => {
  const cases: [RawLocator, string][] = [
    [{ role: 'button', name: 'Find order' }, 'button Find order'],
    [{ role: 'dialog' }, 'dialog'],
    [{ label: 'Order number' }, 'field Order number'],
    [{ placeholder: 'Search' }, 'field with hint Search'],
    [{ text: 'Hello' }, 'text Hello'],
    [{ testid: 'result' }, 'element result'],
    [{ alt: 'Logo' }, 'image Logo'],
    [{ css: '#a' }, 'element #a'],
    [{ role: 'row', has_text: 'AB-1', nth: 0 }, 'row with text AB-1 (first)'],
    [{ role: 'row', nth: -1, within: { testid: 'list' } }, 'row (last) in element list'],
    [{ text: 'a', frame: { title: 'Pay' }, nth: 2 }, 'text a (no. 3) in frame element titled Pay'],
    [{ any: [{ text: 'a' }, { label: 'b' }] }, 'text a or field b'],
  ];
  it.each(cases)('%j: %s', (raw, expected) => {
    expect(describeLocator(locatorSchema.parse(raw))).toBe(expected);
  });
});

const SOURCE = `
version: 1
name: order
base_url: http://x
effect: submit
browser: { http_credentials: { username: u, password: '{{ secret.door }}' } }
inputs: { no: { type: string }, pin: { type: secret }, day: { type: string } }
outputs: { total: { type: number }, n: { type: integer }, at: { type: string } }
steps:
  - goto: /orders/{{ no | urlencode }}
  - fill: { label: Order number, value: '{{ no }}' }
  - fill: { placeholder: PIN, value: '{{ pin | slice(0, 2) }}' }
  - fill: { label: PIN again, value: '{{ row.Pin }}' }
  - fill: { label: Door, value: '{{ secret.door }}' }
  - fill: { label: Quiet, value: 'x{{ no }}' }
    secret: true
  - fill: { label: Day, value: '{{ day | date("dd.MM.yyyy") }}' }
  - select: { label: Country, option: Germany }
  - check: { label: Terms }
  - press: Enter
  - click: { role: button, name: Find order }
    commit: true
  - wait_for: { testid: result }
  - expect: { all: [{ testid: no, text: '{{ no }}' }, { url: '/orders/*' }, { not: { text: Sorry, hidden: true } }] }
  - fail: { when: { text: No such order }, message: 'No order {{ no }}' }
    when: { input: no, in: [a, 5] }
  - extract: { total: { testid: total }, n: { role: row, mode: count }, at: { mode: url } }
  - screenshot: result
  - screenshot: { name: part, testid: t, full_page: true }
    title: A picture for the file
`;

function automation(): Automation {
  const parsed = parseAutomation(SOURCE);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.automation;
}

function wordsOf(of: Automation, scope: Scope): string[] {
  return describeRow(of, scope).map(({ words }) => words);
}

function scopeOf(cells: string[], secrets: Record<string, string> = {}) {
  return createScope({
    automation: automation(),
    bindings: {
      no: { column: 0, header: 'No' },
      pin: { column: 1, header: 'Pin' },
      day: { constant: cells[2] ?? '' },
    },
    headers: ['No', 'Pin'],
    cells,
    batchId: 'b',
    rowIndex: 4,
    secrets,
  });
}

it('says in words what happens for a row, without secrets', () => {
  expect(wordsOf(automation(), scopeOf(['AB 1', '9876', '2026-11-24']).scope)).toEqual([
    'opens /orders/AB%201',
    'fills Order number with AB 1',
    'fills field with hint PIN with •••',
    'fills PIN again with •••',
    'fills Door with •••',
    'fills Quiet with •••',
    'fills Day with 24.11.2026',
    'selects Germany in Country',
    'checks field Terms',
    'presses Enter',
    'clicks button Find order',
    'waits until element result is visible',
    'makes sure that element no says AB 1 and the address is /orders/* and not (text Sorry is hidden)',
    'fails if text No such order is visible: No order AB 1',
    'reads total from element total, n by counting row, at from the address',
    'takes screenshot result',
    'A picture for the file',
  ]);
});

it('says which step cannot be filled in, without the value', () => {
  const lines = wordsOf(automation(), scopeOf(['AB', '1', 'tell-tale']).scope);
  expect(lines[6]).toMatch(/^fills Day with .* cannot be filled in for this row/);
  expect(lines[6]).not.toContain('tell-tale');
});

it('says what is wrong with a row and goes on with an empty text', () => {
  const { scope, problems } = scopeOf(['', '1', '2026-11-24']);
  expect(problems).toMatchObject([{ input: 'no', code: 'input_missing' }]);
  expect(scope.input.get('no')).toBe('');
  expect(scope.job.rowNumber).toBe(5);
});

describe('a step rendered for a row', () => {
  it('holds plain texts only, and keeps what is no text', () => {
    const { scope } = scopeOf(['{{ secret.door }}', '1', '2026-11-24'], { door: 's' });
    const [, fill] = automation().steps;
    expect(fill && renderStep(fill, scope)).toEqual({
      verb: 'fill',
      index: 1,
      args: { locator: { by: 'label', value: 'Order number' }, value: '{{ secret.door }}' },
    });
  });

  it('renders its condition too', () => {
    const { scope } = scopeOf(['AB-1', '1', '2026-11-24']);
    const fail = automation().steps[13];
    expect(fail && renderStep(fail, scope)).toMatchObject({
      args: { message: 'No order AB-1', kind: 'target_rejected', code: 'target_rejected' },
      when: { type: 'input', input: 'no', test: { op: 'in', values: ['a', '5'] } },
    });
  });

  it('throws when a secret is not there', () => {
    const fill = automation().steps[4];
    const { scope } = scopeOf(['a', '1', '2026-11-24']);
    expect(() => fill && renderStep(fill, scope)).toThrow(
      expect.objectContaining({ code: 'secret_missing' }),
    );
  });
});

it('renders the browser settings', () => {
  const { scope } = scopeOf(['a', '1', '2026-11-24'], { door: 's' });
  expect(renderBrowserSettings(automation().browser, scope)).toEqual({
    httpCredentials: { username: 'u', password: 's' },
  });
});

it('knows which steps touch a secret', () => {
  const secret = automation().steps.filter((step) => isSecretStep(step, automation()));
  expect(secret.map(({ index }) => index)).toEqual([2, 4, 5]);
});

it('knows all names that an automation looks up', () => {
  expect(referencedNames(automation())).toEqual({
    inputs: new Set(['no', 'pin', 'day']),
    columns: new Set(['Pin']),
    vars: new Set(),
    secrets: new Set(['door']),
  });
});
