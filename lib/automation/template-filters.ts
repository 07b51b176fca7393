import { dateFormatFault, formatDate, readDateText } from './date-text';
import { readNumberText } from './number-text';
import { TemplateError } from './template-error';

export type FilterArgument = string | number;

/** What a filter may use beside its text; passed in, so that templates need no clock. */
export interface FilterTools {
  /** The one-time code of now for a base32 key. */
  readonly totp?: (key: string) => string;
}

interface Filter {
  readonly args: readonly ('string' | 'number')[];
  /** How many of `args` may be left out, from the end. */
  readonly optionalCount?: number;
  /** What is wrong with arguments of the right types. */
  readonly check?: (args: readonly FilterArgument[]) => string | null;
  readonly apply: (text: string, args: readonly FilterArgument[], tools: FilterTools) => string;
}

/** No rendered text grows beyond this many characters, whatever the filters do. */
export const MAX_RENDERED_LENGTH = 1_048_576;

const FILTERS = {
  trim: { args: [], apply: (text) => text.trim() },
  lower: { args: [], apply: (text) => text.toLowerCase() },
  upper: { args: [], apply: (text) => text.toUpperCase() },
  default: { args: ['string'], apply: (text, [fallback]) => (text === '' ? String(fallback) : text) },
  date: {
    args: ['string'],
    check: ([format]) => dateFormatFault(String(format)),
    apply: (text, [format]) => writeDate(text, String(format)),
  },
  number: { args: [], apply: writeNumber },
  slice: {
    args: ['number', 'number'],
    optionalCount: 1,
    apply: (text, [start, end]) =>
      Array.from(text)
        .slice(Number(start), end === undefined ? undefined : Number(end))
        .join(''),
  },
  replace: {
    args: ['string', 'string'],
    check: ([search]) => (search === '' ? 'replace needs a text to look for' : null),
    apply: (text, [search, replacement]) => replaceAll(text, String(search), String(replacement)),
  },
  urlencode: { args: [], apply: (text) => encodeURIComponent(text.toWellFormed()) },
  json: { args: [], apply: (text) => JSON.stringify(text) },
  totp: { args: [], apply: writeTotp },
} as const satisfies Readonly<Record<string, Filter>>;

export type FilterName = keyof typeof FILTERS;
export const FILTER_NAMES = Object.keys(FILTERS) as readonly FilterName[];

export function isFilterName(name: string): name is FilterName {
  return Object.hasOwn(FILTERS, name);
}

/** What is wrong with a filter's arguments, or null. */
export function filterFault(name: FilterName, args: readonly FilterArgument[]): string | null {
  const filter: Filter = FILTERS[name];
  const fewest = filter.args.length - (filter.optionalCount ?? 0);
  if (args.length < fewest || args.length > filter.args.length) {
    return `${name} takes ${filter.args.length === 0 ? 'no arguments' : filter.args.join(', ')}`;
  }
  const wrong = args.findIndex((arg, index) => typeof arg !== filter.args[index]);
  if (wrong >= 0) return `argument ${wrong + 1} of ${name} must be a ${filter.args[wrong]}`;
  return filter.check?.(args) ?? null;
}

/** @throws TemplateError when the text cannot be read or grows too long. */
export function applyFilter(
  name: FilterName,
  text: string,
  args: readonly FilterArgument[],
  tools: FilterTools,
): string {
  const filter: Filter = FILTERS[name];
  const result = filter.apply(text, args, tools);
  if (result.length > MAX_RENDERED_LENGTH) throw tooLong();
  return result;
}

export function tooLong(): TemplateError {
  return new TemplateError('template_too_long', `The text grew beyond ${MAX_RENDERED_LENGTH} characters.`);
}

function writeDate(text: string, format: string): string {
  if (text.trim() === '') return '';
  const parts = readDateText(text);
  if (parts) return formatDate(parts, format);
  throw new TemplateError(
    'template_value_invalid',
    'The date filter cannot read this text: write dates as yyyy-MM-dd, yyyy/MM/dd or dd.MM.yyyy.',
  );
}

function writeNumber(text: string): string {
  if (text.trim() === '') return '';
  const number = readNumberText(text);
  if (number.ok) return number.text;
  throw new TemplateError('template_value_invalid', 'The number filter cannot read this text as one number.');
}

/** Chained replacements multiply, so the length is known before the text is built. */
function replaceAll(text: string, search: string, replacement: string): string {
  const pieces = text.split(search);
  const length = text.length + (pieces.length - 1) * (replacement.length - search.length);
  if (length > MAX_RENDERED_LENGTH) throw tooLong();
  return pieces.join(replacement);
}

function writeTotp(key: string, _args: readonly FilterArgument[], tools: FilterTools): string {
  if (tools.totp) return tools.totp(key);
  throw new TemplateError('totp_unavailable', 'One-time codes are not available here.');
}
