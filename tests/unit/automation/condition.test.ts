import { describe, expect, it } from 'vitest';
import {
  type Condition,
  conditionSchema,
  type InputTest,
  type RawCondition,
} from '@/lib/automation/condition';
import { inputTestHolds } from '@/lib/automation/input-condition';
import { urlMatches } from '@/lib/automation/url-match';

const css = { by: 'css', value: 'a' } as const;

describe('a condition', () => {
  const right: [RawCondition, Condition][] = [
    [{ text: 'Hi' }, { type: 'element', locator: { by: 'text', value: 'Hi' }, state: 'visible' }],
    [
      { css: 'a', text: 'Hi' },
      { type: 'element', locator: css, state: 'visible', text: 'Hi' },
    ],
    [
      { css: 'a', hidden: true },
      { type: 'element', locator: css, state: 'hidden' },
    ],
    [
      { css: 'a', hidden: false },
      { type: 'element', locator: css, state: 'visible' },
    ],
    [
      { css: 'a', visible: false },
      { type: 'element', locator: css, state: 'hidden' },
    ],
    [
      { css: 'a', has_text: 'b' },
      { type: 'element', locator: { ...css, hasText: 'b' }, state: 'visible' },
    ],
    [{ url: '/a' }, { type: 'url', url: '/a' }],
    [
      { input: 'a', equals: true },
      { type: 'input', input: 'a', test: { op: 'equals', value: 'true' } },
    ],
    [
      { input: 'a', not_equals: '' },
      { type: 'input', input: 'a', test: { op: 'not_equals', value: '' } },
    ],
    [{ not: { url: '/a' } }, { type: 'not', condition: { type: 'url', url: '/a' } }],
    [{ any: [{ url: '/a' }] }, { type: 'any', conditions: [{ type: 'url', url: '/a' }] }],
  ];
  it.each(right)('%j is understood', (raw, expected) => {
    expect(conditionSchema.parse(raw)).toEqual(expected);
  });

  const wrong: RawCondition[] = [
    {},
    { visible: true },
    { css: 'a', url: '/b' },
    { css: 'a', input: 'b', empty: true },
    { input: 'a' },
    { input: 'a', equals: 1, empty: true },
    { input: 'a', empty: true, nth: 1 },
    { equals: 1, css: 'a' },
    { url: '/a', visible: true },
    { css: 'a', visible: true, hidden: false },
    { css: 'a', text: 'b', hidden: true },
    { css: 'a', label: 'b' },
    { all: [] },
    { all: [{}] },
    { all: [{ url: '/a' }], any: [{ url: '/a' }] },
  ];
  it.each(wrong)('%j is refused', (raw) => {
    expect(conditionSchema.safeParse(raw).success).toBe(false);
  });
});

describe('a test of an input', () => {
  const cases: [InputTest, string, boolean][] = [
    [{ op: 'equals', value: 'a' }, 'a', true],
    [{ op: 'equals', value: 'a' }, 'A', false],
    [{ op: 'not_equals', value: 'a' }, 'b', true],
    [{ op: 'matches', value: 'a.' }, 'ab', true],
    [{ op: 'matches', value: 'a.' }, 'abc', false],
    [{ op: 'in', values: ['a', '5'] }, '5', true],
    [{ op: 'in', values: ['a'] }, 'b', false],
    [{ op: 'empty', value: true }, ' ', true],
    [{ op: 'empty', value: false }, 'a', true],
    [{ op: 'empty', value: false }, '', false],
  ];
  it.each(cases)('%j of %j: %s', (test, text, expected) => {
    expect(inputTestHolds(test, text)).toBe(expected);
  });
});

describe('an address', () => {
  it.each([
    ['/orders', 'http://x/orders?a=1', true],
    ['/orders', 'http://x/orders/1', false],
    ['/orders/*', 'http://x/orders/1', true],
    ['/orders?a=*', 'http://x/orders?a=1', true],
    ['/orders?a=2', 'http://x/orders?a=1', false],
    ['http://x/*', 'http://x/orders', true],
    ['https://x/*', 'http://x/orders', false],
    ['*/b*b', 'http://x/bb', true],
    ['/a*a', 'http://x/a', false],
    ['*', 'about:blank', true],
    ['/', 'about:blank', false],
  ])('%s for %s: %s', (pattern, address, expected) => {
    expect(urlMatches(pattern, address)).toBe(expected);
  });

  it('is compared in linear time', () => {
    const start = performance.now();
    expect(urlMatches(`${'*a'.repeat(5000)}*b`, `http://x/${'a'.repeat(50_000)}`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
