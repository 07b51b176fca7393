import { z } from 'zod';
import { type IssueSink, raise } from './fault';
import { fieldName, filledText, text } from './fields';
import { elementShape, hasLocator, LOCATOR_KINDS, type Locator, type RawLocator, toLocator } from './locator';
import { omitUndefined } from './omit-undefined';
import { patternFault } from './pattern';

/** What an input's text is compared with. `matches` is a full match in re2 syntax. */
export type InputTest =
  | { readonly op: 'equals' | 'not_equals' | 'matches'; readonly value: string }
  | { readonly op: 'in'; readonly values: readonly string[] }
  | { readonly op: 'empty'; readonly value: boolean };

/** Something that holds or does not, on the page or in the row. */
export type Condition =
  /** `text`: the visible element's text, white space folded, contains it. A bare locator means visible. */
  | {
      readonly type: 'element';
      readonly locator: Locator;
      readonly state: 'visible' | 'hidden';
      readonly text?: string;
    }
  /** A path or a full address; `*` stands for any characters (url-match.ts). */
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'input'; readonly input: string; readonly test: InputTest }
  | { readonly type: 'all' | 'any'; readonly conditions: readonly Condition[] }
  | { readonly type: 'not'; readonly condition: Condition };

type Scalar = string | number | boolean;

/** A condition as the YAML document writes it. */
export interface RawCondition extends Omit<RawLocator, 'any'> {
  visible?: boolean | undefined;
  hidden?: boolean | undefined;
  url?: string | undefined;
  input?: string | undefined;
  equals?: Scalar | undefined;
  not_equals?: Scalar | undefined;
  matches?: string | undefined;
  in?: Scalar[] | undefined;
  empty?: boolean | undefined;
  all?: RawCondition[] | undefined;
  any?: RawCondition[] | undefined;
  not?: RawCondition | undefined;
}

const scalar = z.union([text, z.number(), z.boolean()]);
const conditionField: z.ZodType<RawCondition, RawCondition> = z.lazy(() => z.strictObject(conditionShape));
const conditionList = z.array(conditionField).min(1).max(50);

const conditionShape = {
  ...elementShape,
  visible: z.boolean().optional(),
  hidden: z.boolean().optional(),
  url: filledText.optional(),
  input: fieldName.optional(),
  equals: scalar.optional(),
  not_equals: scalar.optional(),
  matches: filledText.optional(),
  in: z.array(scalar).min(1).max(1000).optional(),
  empty: z.boolean().optional(),
  all: conditionList.optional(),
  any: conditionList.optional(),
  not: conditionField.optional(),
};

export const conditionSchema: z.ZodType<Condition, RawCondition> = z
  .lazy(() => z.strictObject(conditionShape))
  .transform((raw, ctx) => toCondition(raw, ctx, []) ?? z.NEVER);

const INPUT_TESTS = ['equals', 'not_equals', 'matches', 'in', 'empty'] as const;
const SUBJECTS = ['url', 'input', 'all', 'any', 'not'] as const;
type Path = readonly (string | number)[];

/** Turns the document's form into ours; what is wrong with it goes to `ctx`, and the answer is null. */
function toCondition(raw: RawCondition, ctx: IssueSink, path: Path): Condition | null {
  const fault = conditionFault(raw);
  if (fault) {
    raise(ctx, { code: 'condition_invalid', message: fault, path });
    return null;
  }
  if (raw.url !== undefined) return { type: 'url', url: raw.url };
  if (raw.input !== undefined) return toInputCondition(raw, raw.input, ctx, path);
  if (raw.not) {
    const condition = toCondition(raw.not, ctx, [...path, 'not']);
    return condition && { type: 'not', condition };
  }
  const type = raw.all ? 'all' : 'any';
  const list = raw.all ?? raw.any;
  if (!list) return toElementCondition(raw, ctx, path);
  const conditions = list.map((one, index) => toCondition(one, ctx, [...path, type, index]));
  return conditions.every((one) => one !== null) ? { type, conditions } : null;
}

function conditionFault(raw: RawCondition): string | null {
  const subjects: string[] = SUBJECTS.filter((key) => raw[key] !== undefined);
  if (hasLocator({ ...raw, any: undefined })) subjects.push('an element');
  const [subject, second] = subjects;
  if (!subject)
    return `say what must hold: an element (${LOCATOR_KINDS.join(', ')}) or ${SUBJECTS.join(', ')}`;
  if (second) return `${subjects.join(' and ')} are two conditions: put them below all: or any:`;
  const tests = INPUT_TESTS.filter((key) => raw[key] !== undefined);
  if (subject === 'input') return inputFault(raw, tests);
  if (tests[0]) return `${tests[0]} goes with input`;
  if (subject === 'an element') return elementFault(raw);
  const stray = Object.keys(raw).filter(
    (key) => key !== subject && raw[key as keyof RawCondition] !== undefined,
  );
  return stray[0] === undefined ? null : `${stray[0]} goes with an element, not with ${subject}`;
}

function inputFault(raw: RawCondition, tests: readonly string[]): string | null {
  if (tests.length !== 1) return `compare the input with exactly one of ${INPUT_TESTS.join(', ')}`;
  const known = ['input', ...tests];
  const stray = Object.keys(raw).find((key) => !known.includes(key));
  return stray === undefined ? null : `${stray} does not go with input`;
}

function elementFault(raw: RawCondition): string | null {
  if (raw.visible !== undefined && raw.hidden !== undefined)
    return 'visible and hidden say the same: keep one';
  const isHidden = raw.hidden ?? raw.visible === false;
  return isHidden && textCondition(raw) !== undefined ? 'a hidden element has no text to compare' : null;
}

/** `text` beside another way to find the element is what it must say; alone it is the way to find it. */
function textCondition(raw: RawCondition): string | undefined {
  const isFoundOtherwise = LOCATOR_KINDS.some((kind) => kind !== 'text' && raw[kind] !== undefined);
  return isFoundOtherwise ? raw.text : undefined;
}

function toElementCondition(raw: RawCondition, ctx: IssueSink, path: Path): Condition | null {
  const said = textCondition(raw);
  const locator = toLocator(
    { ...raw, any: undefined, text: said === undefined ? raw.text : undefined },
    ctx,
    path,
  );
  const isHidden = raw.hidden ?? raw.visible === false;
  return (
    locator && {
      type: 'element',
      locator,
      state: isHidden ? 'hidden' : 'visible',
      ...omitUndefined({ text: said }),
    }
  );
}

function toInputCondition(raw: RawCondition, input: string, ctx: IssueSink, path: Path): Condition | null {
  const fault = raw.matches === undefined ? null : patternFault(raw.matches);
  if (fault) {
    raise(ctx, { code: 'pattern_invalid', message: fault, path: [...path, 'matches'] });
    return null;
  }
  return { type: 'input', input, test: toInputTest(raw) };
}

function toInputTest(raw: RawCondition): InputTest {
  if (raw.in) return { op: 'in', values: raw.in.map(String) };
  if (raw.empty !== undefined) return { op: 'empty', value: raw.empty };
  if (raw.matches !== undefined) return { op: 'matches', value: raw.matches };
  if (raw.equals !== undefined) return { op: 'equals', value: String(raw.equals) };
  return { op: 'not_equals', value: String(raw.not_equals) };
}
