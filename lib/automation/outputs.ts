import { readDateText, toIsoDate } from './date-text';
import { readNumberText } from './number-text';
import type { ExtractField, ValueType } from './steps/extract';

/** What the worker read: a text, a count, the texts of a list, or nothing. */
export type RawOutput = string | number | readonly string[] | null;

export type OutputResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'output_missing' | 'output_invalid'; readonly message: string };

/**
 * Turns what was read of the page into the output's value. An empty text counts as nothing; nothing gives the
 * default, else null when optional, else `output_missing`. Dates become `yyyy-MM-dd`.
 */
export function coerceOutput(field: ExtractField, raw: RawOutput): OutputResult {
  if (Array.isArray(raw)) return coerceList(field, raw);
  const text = raw === null ? '' : normalize(field, String(raw));
  if (text !== '') return coerceText(field, text);
  if (field.default !== undefined)
    return field.isList ? coerceList(field, [field.default]) : coerceText(field, field.default);
  if (!field.isRequired) return good(field.isList ? [] : null);
  return { ok: false, code: 'output_missing', message: `${field.output} is empty on the page` };
}

function coerceList(field: ExtractField, raw: readonly string[]): OutputResult {
  if (raw.length === 0) return coerceOutput(field, null);
  const values: unknown[] = [];
  for (const item of raw) {
    const result = coerceText(field, normalize(field, item));
    if (!result.ok) return result;
    values.push(result.value);
  }
  return good(values);
}

function coerceText(field: ExtractField, text: string): OutputResult {
  const type = field.as ?? 'string';
  const value = CONVERTERS[type](text);
  if (value !== undefined) return good(value);
  return { ok: false, code: 'output_invalid', message: `${field.output} is no ${type} on the page` };
}

/** Text as a person reads it: space around it is layout, except where the automation asks for raw html or values. */
function normalize(field: ExtractField, text: string): string {
  const trimmed =
    field.mode === 'text' || field.normalize === 'trim' || field.as !== undefined ? text.trim() : text;
  if (field.normalize === 'lower') return trimmed.toLowerCase();
  return field.normalize === 'upper' ? trimmed.toUpperCase() : trimmed;
}

/** Undefined: the text is no such value. */
const CONVERTERS: Readonly<Record<ValueType, (text: string) => unknown>> = {
  string: (text) => text,
  number: toNumber,
  integer: (text) => {
    const value = toNumber(text);
    return Number.isSafeInteger(value) ? value : undefined;
  },
  boolean: toBoolean,
  date: (text) => {
    const parts = readDateText(text);
    return parts ? toIsoDate(parts) : undefined;
  },
  json: toJson,
};

const AMOUNT = /^[^\d+-]{0,8}?([+-]?)[^\d+-]{0,4}?(\d[\d.,'\u00a0\u202f ]{0,40})[^\d]{0,8}$/u;
const GROUPED = /^\d{1,3}(?:([.,'\u00a0\u202f ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;

/** Pages write `€ 1,234.50`: a currency is dropped, and thousands where a second sign shows which one they are. */
function toNumber(text: string): number | undefined {
  const match = AMOUNT.exec(text);
  if (!match) return undefined;
  const [, sign = '', written = ''] = match;
  const digits = written.trim().replace(/[.,]$/, '');
  const number = readNumberText(dropThousands(digits));
  return number.ok ? Number(`${sign}${number.text}`) : undefined;
}

function dropThousands(digits: string): string {
  const separator = GROUPED.exec(digits)?.[1];
  if (separator === undefined) return digits;
  const groups = digits.split(separator);
  const last = groups.at(-1) ?? '';
  const isShown = groups.length > 2 || last.length > 3 || /[^.,]/.test(separator);
  return isShown ? groups.join('') : digits;
}

function toBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (['true', 'yes', '1', 'on', 'checked'].includes(word)) return true;
  return ['false', 'no', '0', 'off', 'unchecked'].includes(word) ? false : undefined;
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function good(value: unknown): OutputResult {
  return { ok: true, value };
}
