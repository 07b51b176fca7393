import { readDateText, toIsoDate } from './date-text';
import type { InputSpec, InputType } from './input-spec';
import { readNumberText } from './number-text';
import { compilePattern, type Pattern } from './pattern';

export type InputProblemCode =
  | 'input_missing'
  | 'type_invalid'
  | 'number_ambiguous'
  | 'pattern_mismatch'
  | 'too_small'
  | 'too_large'
  | 'not_in_values'
  | 'input_unknown';

/** What is wrong with one input of a row. The message never repeats the cell. */
export interface InputProblem {
  readonly input: string;
  readonly code: InputProblemCode;
  readonly message: string;
}

export interface CheckedInputs {
  /** Every declared input whose text is usable: the default where the cell is empty, else empty when optional. */
  readonly values: ReadonlyMap<string, string>;
  readonly problems: readonly InputProblem[];
}

type Verdict =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: InputProblemCode; readonly message: string };

/**
 * Checks one row's texts against the declared inputs. Text stays as in the cell for string, secret and file; other
 * types lose surrounding space; numbers get a dot as decimal sign (number-text.ts), booleans become `true`/`false`.
 * @param values input name -> cell; a missing name counts as empty.
 */
export function checkInputs(
  inputs: Readonly<Record<string, InputSpec>>,
  values: ReadonlyMap<string, string>,
): CheckedInputs {
  const checked = new Map<string, string>();
  const problems: InputProblem[] = [];
  for (const [input, spec] of Object.entries(inputs)) {
    const verdict = checkInput(spec, values.get(input) ?? '');
    if (verdict.ok) checked.set(input, verdict.value);
    else problems.push({ input, code: verdict.code, message: verdict.message });
  }
  return { values: checked, problems };
}

/** Checks one text; a cell of nothing but white space counts as empty. */
export function checkInput(spec: InputSpec, cell: string): Verdict {
  if (cell.trim() !== '') return checkText(spec, cell);
  if (spec.default !== undefined) return checkText(spec, spec.default);
  return spec.required ? bad('input_missing', 'is empty, but the automation needs it') : good('');
}

function checkText(spec: InputSpec, source: string): Verdict {
  const read = READERS[spec.type](source, spec);
  if (!read.ok) return read;
  const outside = checkBounds(spec, read.value);
  if (outside) return outside;
  if (spec.pattern !== undefined && !patternOf(spec, spec.pattern).matches(read.value)) {
    return bad('pattern_mismatch', `does not match the pattern ${spec.pattern}`);
  }
  return read;
}

const EMAIL =
  /^[^\s@<>(),;:"]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})(?:\.[\p{L}\p{N}][\p{L}\p{N}-]{0,62})+$/u;
const WORDS_FOR_TRUE = ['true', 'yes', 'y', '1', 'on'];
const WORDS_FOR_FALSE = ['false', 'no', 'n', '0', 'off'];

/** Exhaustive by type: a type without a reader does not compile. */
const READERS: Readonly<Record<InputType, (source: string, spec: InputSpec) => Verdict>> = {
  string: good,
  secret: good,
  file: good,
  email: (source) =>
    isEmail(source.trim()) ? good(source.trim()) : bad('type_invalid', 'is no e-mail address'),
  url: (source) =>
    isWebAddress(source.trim()) ? good(source.trim()) : bad('type_invalid', 'is no http(s) address'),
  number: readNumber,
  integer: readInteger,
  boolean: readBoolean,
  date: (source) => (readDateText(source) ? good(source.trim()) : bad('type_invalid', NO_DATE)),
  enum: (source, spec) => readEnum(source.trim(), spec.values ?? []),
};

const NO_DATE = 'is no date: write yyyy-MM-dd, yyyy/MM/dd or dd.MM.yyyy';

function isEmail(source: string): boolean {
  return source.length <= 254 && EMAIL.test(source);
}

function isWebAddress(source: string): boolean {
  const url = URL.canParse(source) ? new URL(source) : null;
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
}

function readNumber(source: string): Verdict {
  const number = readNumberText(source);
  if (number.ok) return good(number.text);
  return number.isAmbiguous
    ? bad('number_ambiguous', 'has a comma that could mean decimals or thousands: write it without thousands')
    : bad('type_invalid', 'is no number: write digits with a dot or comma for decimals');
}

function readInteger(source: string): Verdict {
  const number = readNumberText(source);
  if (!number.ok) return readNumber(source);
  return number.text.includes('.') ? bad('type_invalid', 'is no whole number') : good(number.text);
}

function readBoolean(source: string): Verdict {
  const word = source.trim().toLowerCase();
  if (WORDS_FOR_TRUE.includes(word)) return good('true');
  if (WORDS_FOR_FALSE.includes(word)) return good('false');
  return bad('type_invalid', 'is neither yes nor no: write true or false');
}

function readEnum(source: string, values: readonly string[]): Verdict {
  if (values.includes(source)) return good(source);
  const shown = values.slice(0, 10).join(', ');
  return bad('not_in_values', `is not one of ${shown}${values.length > 10 ? ', …' : ''}`);
}

function checkBounds(spec: InputSpec, value: string): Verdict | null {
  const { min, max } = spec;
  if (min === undefined && max === undefined) return null;
  const size = sizeOf(spec.type, value);
  const unit = size.isLength ? ' characters' : '';
  if (min !== undefined && size.value < min) return bad('too_small', `is below the minimum of ${min}${unit}`);
  if (max !== undefined && size.value > max) return bad('too_large', `is above the maximum of ${max}${unit}`);
  return null;
}

function sizeOf(type: InputType, value: string): { value: number | string; isLength: boolean } {
  if (type === 'number' || type === 'integer') return { value: Number(value), isLength: false };
  const date = type === 'date' ? readDateText(value) : null;
  return date
    ? { value: toIsoDate(date), isLength: false }
    : { value: Array.from(value).length, isLength: true };
}

/** A file has millions of cells and a handful of patterns. */
const patterns = new WeakMap<InputSpec, Pattern>();

function patternOf(spec: InputSpec, source: string): Pattern {
  const known = patterns.get(spec);
  if (known) return known;
  const compiled = compilePattern(source);
  patterns.set(spec, compiled);
  return compiled;
}

function good(value: string): Verdict {
  return { ok: true, value };
}

function bad(code: InputProblemCode, message: string): Verdict {
  return { ok: false, code, message };
}
