import type { Reading } from '../domain/bindings';
import { type DateReader, dateReader } from './date-format';
import { type DayOrder, dayOrderEvidence, readDateText, toIsoText } from './date-text';
import { isFileAddress } from './file-address';
import type { InputSpec, InputType } from './input-spec';
import { type DecimalSign, readNumberText } from './number-text';

export type InputProblemCode =
  | 'input_missing'
  | 'type_invalid'
  | 'number_ambiguous'
  | 'date_ambiguous'
  | 'pattern_mismatch'
  | 'too_small'
  | 'too_large'
  | 'not_in_values'
  | 'input_unknown';

export type Verdict =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: InputProblemCode; readonly message: string };

/** `plain` is the automation's own text, which is not written as the column is. */
type Writing = Reading | 'plain' | undefined;

const EMAIL =
  /^[^\s@<>(),;:"]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})(?:\.[\p{L}\p{N}][\p{L}\p{N}-]{0,62})+$/u;
const WORDS_FOR_TRUE = ['true', 'yes', 'y', '1', 'on'];
const WORDS_FOR_FALSE = ['false', 'no', 'n', '0', 'off'];

/** Exhaustive by type: a type without a reader does not compile. */
export const INPUT_READERS: Readonly<
  Record<InputType, (source: string, spec: InputSpec, writing: Writing) => Verdict>
> = {
  string: good,
  secret: good,
  file: (source) =>
    isFileAddress(source.trim())
      ? good(source.trim())
      : bad('type_invalid', 'names no file: write its http(s) address, or a data: address that holds it'),
  email: (source) =>
    isEmail(source.trim()) ? good(source.trim()) : bad('type_invalid', 'is no e-mail address'),
  url: (source) =>
    isWebAddress(source.trim()) ? good(source.trim()) : bad('type_invalid', 'is no http(s) address'),
  number: readNumber,
  integer: readInteger,
  boolean: readBoolean,
  date: readDate,
  enum: (source, spec) => readEnum(source.trim(), spec.values ?? []),
};

function isEmail(source: string): boolean {
  return source.length <= 254 && EMAIL.test(source);
}

function isWebAddress(source: string): boolean {
  const url = URL.canParse(source) ? new URL(source) : null;
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
}

function readNumber(source: string, spec: InputSpec, writing: Writing): Verdict {
  const decimal = writing === 'plain' ? undefined : (spec.decimal ?? decimalOf(writing));
  const number = readNumberText(source, decimal);
  if (number.ok) return good(number.text);
  if (number.isAmbiguous) {
    return bad(
      'number_ambiguous',
      'has a comma that could mean decimals or thousands, and no cell of the column tells which',
    );
  }
  if (decimal === undefined) {
    return bad('type_invalid', 'is no number: write digits with a dot or comma for decimals');
  }
  return bad('type_invalid', `is no number with a decimal ${decimal === ',' ? 'comma' : 'point'}`);
}

function readInteger(source: string, spec: InputSpec, writing: Writing): Verdict {
  const number = readNumber(source, spec, writing);
  return number.ok && number.value.includes('.') ? bad('type_invalid', 'is no whole number') : number;
}

function decimalOf(writing: Writing): DecimalSign | undefined {
  if (writing === 'decimal_comma') return ',';
  return writing === 'decimal_point' ? '.' : undefined;
}

function readDate(source: string, spec: InputSpec, writing: Writing): Verdict {
  const isPlain = writing === 'plain' && readDateText(source) !== null;
  if (spec.format !== undefined && !isPlain) {
    const parts = formatOf(spec, spec.format)(source);
    return parts ? good(toIsoText(parts, source)) : bad('type_invalid', `is no date as ${spec.format}`);
  }
  if (readDateText(source)) return good(source.trim());
  const evidence = dayOrderEvidence(source);
  const order = orderOf(writing);
  if (evidence === 'either' && order === undefined) {
    return bad('date_ambiguous', 'could be day/month or month/day, and no cell of the column tells which');
  }
  const parts = readDateText(source, order ?? (evidence === 'month_first' ? evidence : 'day_first'));
  if (parts) return good(toIsoText(parts, source));
  const asked = order === 'day_first' ? 'day/month/year' : 'month/day/year';
  if (order && evidence !== null) return bad('type_invalid', `is no date as ${asked}`);
  return bad('type_invalid', 'is no date: write yyyy-MM-dd, yyyy/MM/dd or dd.MM.yyyy');
}

function orderOf(writing: Writing): DayOrder | undefined {
  return writing === 'day_first' || writing === 'month_first' ? writing : undefined;
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

const formats = new WeakMap<InputSpec, DateReader>();

function formatOf(spec: InputSpec, format: string): DateReader {
  const known = formats.get(spec);
  if (known) return known;
  const reader = dateReader(format);
  formats.set(spec, reader);
  return reader;
}

export function good(value: string): Verdict {
  return { ok: true, value };
}

export function bad(code: InputProblemCode, message: string): Verdict {
  return { ok: false, code, message };
}
