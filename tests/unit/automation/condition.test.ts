import { describe, expect, it } from 'vitest';
import { type Condition, conditionSchema, type RawCondition } from '@/lib/automation/condition';
import { describeCondition } from '@/lib/automation/describe-condition';
import type { TextTest } from '@/lib/automation/text-test';
import { textTestHolds } from '@/lib/automation/text-test-holds';
import { urlMatches } from '@/lib/automation/url-match';
import { startCpuClock } from '@/tests/support/cpu-clock';

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
    [{ title: 'A' }, { type: 'element', locator: { by: 'title', value: 'A' }, state: 'visible' }],
    [{ title: { contains: 'A' } }, { type: 'title', test: { op: 'contains', value: 'A' } }],
    [
      { var: 'a', gt: 5 },
      { type: 'var', name: 'a', test: { op: 'gt', value: 5 } },
    ],
    [
      { input: 'a', equals: 5 },
      { type: 'input', input: 'a', test: { op: 'equals', value: '5', isNumber: true } },
    ],
    [
      { css: 'a', enabled: false, checked: true, value: 5, count: { min: 2 } },
      {
        ...{ type: 'element', locator: css, state: 'visible' },
        tests: { enabled: false, checked: true, value: '5', count: { min: 2, max: null } },
      },
    ],
    [
      { css: 'a', text: 'Hi', count: 0, attribute: { name: 'href', matches: '/.*' } },
      {
        ...{ type: 'element', locator: css, state: 'visible', text: 'Hi' },
        tests: {
          attribute: { name: 'href', test: { op: 'matches', value: '/.*' } },
          count: { min: 0, max: 0 },
        },
      },
    ],
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
    { css: 'a', hidden: true, enabled: true },
    { css: 'a', attribute: { name: 'href' } },
    { css: 'a', attribute: { name: 'href', equals: 'a', empty: true } },
    { css: 'a', attribute: { name: 'a b', equals: 'a' } },
    { css: 'a', count: {} },
    { css: 'a', count: { min: 3, max: 2 } },
    { css: 'a', count: -1 },
    { css: 'a', title: { equals: 'b' } },
    { title: {} },
    { title: { equals: 'a', contains: 'b' } },
    { title: { matches: '(' } },
    { title: { equals: 'a' }, enabled: true },
    { var: 'a' },
    { var: 'a', input: 'b', empty: true },
    { input: 'a', gt: 'soon' },
    { enabled: true },
    { url: '/a', count: 1 },
    { all: [{}] },
    { all: [{ url: '/a' }], any: [{ url: '/a' }] },
  ];
  it.each(wrong)('%j is refused', (raw) => {
    expect(conditionSchema.safeParse(raw).success).toBe(false);
  });
});

describe('a test of an input', () => {
  const cases: [TextTest, string, boolean][] = [
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
    [{ op: 'contains', value: 'b' }, 'abc', true],
    [{ op: 'equals', value: '5', isNumber: true }, '5.0', true],
    [{ op: 'equals', value: '5' }, '5.0', false],
    [{ op: 'not_equals', value: '5', isNumber: true }, '5.0', false],
    [{ op: 'equals', value: '2026-11-24' }, '24.11.2026', true],
    [{ op: 'gt', value: 9 }, '10', true],
    [{ op: 'gt', value: 9 }, '9', false],
    [{ op: 'gt', value: 9 }, 'many', false],
    [{ op: 'lt', value: 9 }, '', false],
    [{ op: 'lt', value: -1.5 }, '-2', true],
    [{ op: 'lt', value: '2026-11-24' }, '2026-11-09', true],
    [{ op: 'gt', value: '2026-11-24' }, '01.12.2026', true],
    [{ op: 'gt', value: '2026-11-24' }, 'soon', false],
  ];
  it.each(cases)('%j of %j: %s', (test, text, expected) => {
    expect(textTestHolds(test, text)).toBe(expected);
  });
});

describe('a condition in words', () => {
  it.each([
    [{ css: 'a', enabled: false }, 'element a is disabled'],
    [{ css: 'a', text: 'Hi', checked: true }, 'element a says Hi and is checked'],
    [{ css: 'a', value: '' }, 'element a holds nothing'],
    [{ css: 'a', count: 3 }, 'element a is visible, 3 of them'],
    [{ css: 'a', count: { min: 1 } }, 'element a is visible, 1 of them or more'],
    [
      { css: 'a', attribute: { name: 'href', contains: '/b' } },
      'element a has an attribute href that contains /b',
    ],
    [{ title: { equals: 'Shop' } }, 'the title of the page is Shop'],
    [{ var: 'total', gt: 5 }, 'total is more than 5'],
    [{ input: 'day', lt: '2026-11-24' }, 'day is less than 2026-11-24'],
  ] satisfies [RawCondition, string][])('%j: %s', (raw, words) => {
    expect(describeCondition(conditionSchema.parse(raw))).toBe(words);
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
    const cpuMs = startCpuClock();
    expect(urlMatches(`${'*a'.repeat(5000)}*b`, `http://x/${'a'.repeat(50_000)}`)).toBe(false);
    expect(cpuMs()).toBeLessThan(2000);
  });
});
