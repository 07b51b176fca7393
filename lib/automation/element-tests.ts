import { z } from 'zod';
import type { IssueSink } from './fault';
import { text } from './fields';
import { omitUndefined } from './omit-undefined';
import { type RawTest, TESTS, type TextTest, testShape, testsOf, toTextTest } from './text-test';

/** What is asked of a visible element beside its text. `count` is how many of them pass the rest. */
export interface ElementTests {
  readonly enabled?: boolean;
  readonly checked?: boolean;
  /** Of a field: exactly what it holds. */
  readonly value?: string;
  readonly attribute?: { readonly name: string; readonly test: TextTest };
  readonly count?: { readonly min: number; readonly max: number | null };
}

export interface RawAttribute extends RawTest {
  name: string;
}

/** These tests as the YAML document writes them. */
export interface RawElementTests {
  enabled?: boolean | undefined;
  checked?: boolean | undefined;
  value?: string | number | undefined;
  count?: number | { min?: number | undefined; max?: number | undefined } | undefined;
  attribute?: RawAttribute | undefined;
}

const amount = z.int().min(0).max(1_000_000);

export const elementTestShape = {
  enabled: z.boolean().optional(),
  checked: z.boolean().optional(),
  value: z.union([text, z.number()]).optional(),
  count: z.union([amount, z.strictObject({ min: amount.optional(), max: amount.optional() })]).optional(),
  attribute: z
    .strictObject({
      name: z.string().regex(/^[A-Za-z_:][\w:.-]*$/, 'must be the name of an attribute'),
      ...testShape,
    })
    .optional(),
};

export const ELEMENT_TESTS = ['enabled', 'checked', 'value', 'count', 'attribute'] as const;

/** What is wrong with the tests beside an element, in words; null when nothing is. */
export function elementTestFault({ count, attribute }: RawElementTests): string | null {
  if (attribute && testsOf(attribute).length !== 1) {
    return `compare the attribute with exactly one of ${TESTS.join(', ')}`;
  }
  if (count === undefined || typeof count === 'number') return null;
  const { min = 0, max } = count;
  if (count.min === undefined && max === undefined) return 'count needs a number, or min, max or both';
  return max !== undefined && min > max ? 'min of count is more than max' : null;
}

/** Undefined: nothing is asked but that the element is there. Null: `ctx` was told what is wrong. */
export function toElementTests(
  raw: RawElementTests,
  ctx: IssueSink,
  path: readonly (string | number)[],
): ElementTests | null | undefined {
  const { enabled, checked, value, count, attribute } = raw;
  if (ELEMENT_TESTS.every((key) => raw[key] === undefined)) return undefined;
  const test = attribute && toTextTest(attribute, ctx, [...path, 'attribute']);
  if (test === null) return null;
  return omitUndefined({
    ...{ enabled, checked, value: value === undefined ? undefined : String(value) },
    attribute: attribute && test && { name: attribute.name, test },
    count: count === undefined ? undefined : toCount(count),
  });
}

function toCount(count: NonNullable<RawElementTests['count']>): NonNullable<ElementTests['count']> {
  if (typeof count === 'number') return { min: count, max: count };
  return { min: count.min ?? 0, max: count.max ?? null };
}
