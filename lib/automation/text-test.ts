import { z } from 'zod';
import { type IssueSink, raise } from './fault';
import { filledText, text } from './fields';
import { patternFault } from './pattern';

/** What a text is compared with. `matches` is a full match in re2 syntax. */
export type TextTest =
  /** `isNumber`: written as a number, so that 5, 5.0 and 05 are the same. A date as yyyy-MM-dd is compared as a date. */
  | { readonly op: 'equals' | 'not_equals'; readonly value: string; readonly isNumber?: true }
  | { readonly op: 'matches' | 'contains'; readonly value: string }
  | { readonly op: 'in'; readonly values: readonly string[] }
  | { readonly op: 'empty'; readonly value: boolean }
  /** A number, or a date as yyyy-MM-dd: what the text reads as nothing of the kind is neither more nor less. */
  | { readonly op: 'gt' | 'lt'; readonly value: number | string };

type Scalar = string | number | boolean;

/** A test as the YAML document writes it. */
export interface RawTest {
  equals?: Scalar | undefined;
  not_equals?: Scalar | undefined;
  contains?: string | undefined;
  matches?: string | undefined;
  in?: Scalar[] | undefined;
  empty?: boolean | undefined;
  gt?: number | string | undefined;
  lt?: number | string | undefined;
}

const scalar = z.union([text, z.number(), z.boolean()]);
const bound = z.union([
  z.number(),
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a number, or a date as yyyy-MM-dd in quotes'),
]);

export const testShape = {
  equals: scalar.optional(),
  not_equals: scalar.optional(),
  contains: filledText.optional(),
  matches: filledText.optional(),
  in: z.array(scalar).min(1).max(1000).optional(),
  empty: z.boolean().optional(),
  gt: bound.optional(),
  lt: bound.optional(),
};

export const TESTS = ['equals', 'not_equals', 'contains', 'matches', 'in', 'empty', 'gt', 'lt'] as const;

/** The tests that a condition names: it must be exactly one. */
export function testsOf(raw: RawTest): readonly (typeof TESTS)[number][] {
  return TESTS.filter((key) => raw[key] !== undefined);
}

/** Turns the document's form, which names exactly one test, into ours; null after telling `ctx` what is wrong. */
export function toTextTest(
  raw: RawTest,
  ctx: IssueSink,
  path: readonly (string | number)[],
): TextTest | null {
  const fault = raw.matches === undefined ? null : patternFault(raw.matches);
  if (fault === null) return readTest(raw);
  raise(ctx, { code: 'pattern_invalid', message: fault, path: [...path, 'matches'] });
  return null;
}

function readTest(raw: RawTest): TextTest {
  if (raw.in) return { op: 'in', values: raw.in.map(String) };
  if (raw.empty !== undefined) return { op: 'empty', value: raw.empty };
  if (raw.matches !== undefined) return { op: 'matches', value: raw.matches };
  if (raw.contains !== undefined) return { op: 'contains', value: raw.contains };
  if (raw.gt !== undefined) return { op: 'gt', value: raw.gt };
  if (raw.lt !== undefined) return { op: 'lt', value: raw.lt };
  const [op, value] =
    raw.equals === undefined ? ['not_equals' as const, raw.not_equals] : ['equals' as const, raw.equals];
  return { op, value: String(value), ...(typeof value === 'number' && { isNumber: true as const }) };
}
