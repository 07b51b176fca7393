import { z } from 'zod';
import {
  ELEMENT_TESTS,
  type ElementTests,
  elementTestFault,
  elementTestShape,
  type RawElementTests,
  toElementTests,
} from './element-tests';
import { type IssueSink, raise } from './fault';
import { fieldName, filledText } from './fields';
import { elementShape, hasLocator, LOCATOR_KINDS, type Locator, type RawLocator, toLocator } from './locator';
import { omitUndefined } from './omit-undefined';
import { type RawTest, TESTS, type TextTest, testShape, testsOf, toTextTest } from './text-test';

/** Something that holds or does not, on the page or in the row. */
export type Condition =
  /** `text`: the visible element's text, white space folded, contains it. A bare locator means visible. */
  | {
      readonly type: 'element';
      readonly locator: Locator;
      readonly state: 'visible' | 'hidden';
      readonly text?: string;
      readonly tests?: ElementTests;
    }
  /** A path or a full address; `*` stands for any characters (url-match.ts). */
  | { readonly type: 'url'; readonly url: string }
  /** The title of the page. */
  | { readonly type: 'title'; readonly test: TextTest }
  | { readonly type: 'input'; readonly input: string; readonly test: TextTest }
  /** A variable; one that is not set is the empty text. */
  | { readonly type: 'var'; readonly name: string; readonly test: TextTest }
  | { readonly type: 'all' | 'any'; readonly conditions: readonly Condition[] }
  | { readonly type: 'not'; readonly condition: Condition };

/** A condition as the YAML document writes it. */
export interface RawCondition extends Omit<RawLocator, 'any' | 'title'>, RawTest, RawElementTests {
  /** A text finds the element that has it as its title; a test is about the title of the page. */
  title?: string | RawTest | undefined;
  visible?: boolean | undefined;
  hidden?: boolean | undefined;
  url?: string | undefined;
  input?: string | undefined;
  var?: string | undefined;
  all?: RawCondition[] | undefined;
  any?: RawCondition[] | undefined;
  not?: RawCondition | undefined;
}

const conditionField: z.ZodType<RawCondition, RawCondition> = z.lazy(() => z.strictObject(conditionShape));
const conditionList = z.array(conditionField).min(1).max(50);

const conditionShape = {
  ...elementShape,
  title: z.union([filledText, z.strictObject(testShape)]).optional(),
  ...elementTestShape,
  visible: z.boolean().optional(),
  hidden: z.boolean().optional(),
  url: filledText.optional(),
  input: fieldName.optional(),
  var: fieldName.optional(),
  ...testShape,
  all: conditionList.optional(),
  any: conditionList.optional(),
  not: conditionField.optional(),
};

export const conditionSchema: z.ZodType<Condition, RawCondition> = z
  .lazy(() => z.strictObject(conditionShape))
  .transform((raw, ctx) => toCondition(raw, ctx, []) ?? z.NEVER);

const SUBJECTS = ['url', 'input', 'var', 'all', 'any', 'not'] as const;
type Path = readonly (string | number)[];

/** Turns the document's form into ours; what is wrong with it goes to `ctx`, and the answer is null. */
function toCondition(raw: RawCondition, ctx: IssueSink, path: Path): Condition | null {
  const fault = conditionFault(raw);
  if (fault) {
    raise(ctx, { code: 'condition_invalid', message: fault, path });
    return null;
  }
  if (raw.url !== undefined) return { type: 'url', url: raw.url };
  if (raw.input !== undefined || raw.var !== undefined) return toValueCondition(raw, ctx, path);
  if (typeof raw.title === 'object') {
    const test = toTextTest(raw.title, ctx, [...path, 'title']);
    return test && { type: 'title', test };
  }
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
  if (typeof raw.title === 'object') subjects.push('title');
  if (hasLocator(locatorOf(raw))) subjects.push('an element');
  const [subject, second] = subjects;
  if (!subject)
    return `say what must hold: an element (${LOCATOR_KINDS.join(', ')}) or ${SUBJECTS.join(', ')}`;
  if (second) return `${subjects.join(' and ')} are two conditions: put them below all: or any:`;
  const tests = testsOf(raw);
  if (subject === 'input' || subject === 'var') return valueFault(raw, subject, tests);
  if (tests[0]) return `${tests[0]} goes with input and var, or below title or attribute`;
  if (subject === 'an element') return elementFault(raw);
  const stray = Object.keys(raw).filter(
    (key) => key !== subject && raw[key as keyof RawCondition] !== undefined,
  );
  if (stray[0] !== undefined) return `${stray[0]} goes with an element, not with ${subject}`;
  const isOne = typeof raw.title !== 'object' || testsOf(raw.title).length === 1;
  return isOne ? null : `compare the title with exactly one of ${TESTS.join(', ')}`;
}

function valueFault(raw: RawCondition, subject: 'input' | 'var', tests: readonly string[]): string | null {
  const what = subject === 'input' ? 'input' : 'variable';
  if (tests.length !== 1) return `compare the ${what} with exactly one of ${TESTS.join(', ')}`;
  const known = [subject, ...tests];
  const stray = Object.keys(raw).find((key) => !known.includes(key));
  return stray === undefined ? null : `${stray} does not go with ${subject}`;
}

function elementFault(raw: RawCondition): string | null {
  if (raw.visible !== undefined && raw.hidden !== undefined)
    return 'visible and hidden say the same: keep one';
  const asked = ELEMENT_TESTS.find((key) => raw[key] !== undefined);
  const isHidden = raw.hidden ?? raw.visible === false;
  if (!isHidden) return elementTestFault(raw);
  if (textCondition(raw) !== undefined) return 'a hidden element has no text to compare';
  return asked === undefined ? null : `${asked} is asked of a visible element, not of a hidden one`;
}

/** The keys that find the element. */
function locatorOf(raw: RawCondition): RawLocator {
  const title = typeof raw.title === 'string' ? raw.title : undefined;
  return { ...raw, title, any: undefined };
}

/** `text` beside another way to find the element is what it must say; alone it is the way to find it. */
function textCondition(raw: RawCondition): string | undefined {
  const isFoundOtherwise = LOCATOR_KINDS.some((kind) => kind !== 'text' && raw[kind] !== undefined);
  return isFoundOtherwise ? raw.text : undefined;
}

function toElementCondition(raw: RawCondition, ctx: IssueSink, path: Path): Condition | null {
  const said = textCondition(raw);
  const text = said === undefined ? raw.text : undefined;
  const locator = toLocator({ ...locatorOf(raw), text }, ctx, path);
  const tests = toElementTests(raw, ctx, path);
  if (tests === null) return null;
  const isHidden = raw.hidden ?? raw.visible === false;
  return (
    locator && {
      type: 'element',
      locator,
      state: isHidden ? 'hidden' : 'visible',
      ...omitUndefined({ text: said, tests }),
    }
  );
}

function toValueCondition(raw: RawCondition, ctx: IssueSink, path: Path): Condition | null {
  const test = toTextTest(raw, ctx, path);
  if (!test) return null;
  if (raw.input !== undefined) return { type: 'input', input: raw.input, test };
  return { type: 'var', name: raw.var ?? '', test };
}
