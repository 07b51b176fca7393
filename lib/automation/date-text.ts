/** A date, and a time where one was written; as written, no time zone is applied. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Which of two numbers before the year is the day. */
export type DayOrder = 'day_first' | 'month_first';

const TIME = String.raw`(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?: ?([ap])\.?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?)?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${TIME}$`, 'i');
const SLASHED = new RegExp(String.raw`^(\d{4})/(\d{1,2})/(\d{1,2})${TIME}$`, 'i');
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
/** Day first is the only way anyone writes dots. */
const DOTTED = new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})${TIME}$`, 'i');
/** With slashes or dashes and the year last it may be either. */
const OPEN = new RegExp(String.raw`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})${TIME}$`, 'i');

/**
 * Reads `2026-11-24`, `2026/11/24`, `20260124`, `24.11.2026`, each but the compact one with a time; with an order given
 * also `24/11/2026` and `24-11-2026`. Null when it is none.
 */
export function readDateText(source: string, order?: DayOrder): DateParts | null {
  const written = source.trim();
  const yearFirst = ISO.exec(written) ?? SLASHED.exec(written) ?? COMPACT.exec(written);
  if (yearFirst) return toParts([yearFirst[1], yearFirst[2], yearFirst[3]], yearFirst.slice(4));
  const dotted = DOTTED.exec(written);
  if (dotted) return toParts([dotted[3], dotted[2], dotted[1]], dotted.slice(4));
  const open = order && OPEN.exec(written);
  if (!open) return null;
  const [, one, two, year] = open;
  return toParts(order === 'day_first' ? [year, two, one] : [year, one, two], open.slice(4));
}

/**
 * What a date with slashes or dashes and the year last can mean: the only order that gives a date of the calendar,
 * `either`, or `same` when day and month are the same number. Null when it is no such date.
 */
export function dayOrderEvidence(source: string): DayOrder | 'either' | 'same' | null {
  if (!OPEN.test(source.trim())) return null;
  const dayFirst = readDateText(source, 'day_first');
  const monthFirst = readDateText(source, 'month_first');
  if (dayFirst && monthFirst) return dayFirst.day === monthFirst.day ? 'same' : 'either';
  if (dayFirst) return 'day_first';
  return monthFirst ? 'month_first' : null;
}

type Digits = string | undefined;

function toParts([year, month, day]: [Digits, Digits, Digits], time: readonly Digits[]): DateParts | null {
  const [hour, minute, second, half] = time;
  const parts = {
    ...{ year: Number(year), month: Number(month), day: Number(day) },
    ...{ hour: hourOfDay(Number(hour ?? 0), half), minute: Number(minute ?? 0), second: Number(second ?? 0) },
  };
  return isOnCalendar(parts) ? parts : null;
}

/** Of the hours of half a day, 12 is the first. */
function hourOfDay(hour: number, half: Digits): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function isOnCalendar({ year, month, day, hour, minute, second }: DateParts): boolean {
  if (month < 1 || month > 12 || !(hour <= 23) || minute > 59 || second > 59) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The date as `yyyy-MM-dd`, which sorts as text. */
export function toIsoDate(parts: DateParts): string {
  return formatDate(parts, 'yyyy-MM-dd');
}

/** The date as `yyyy-MM-dd`, with its time where the text has one: nothing else can be read out of it. */
export function toIsoText(parts: DateParts, source: string): string {
  return formatDate(parts, source.includes(':') ? 'yyyy-MM-ddTHH:mm:ss' : 'yyyy-MM-dd');
}

/** Letters are read in runs of the same one, so that `MMM` is unknown and not `MM` and `M`. */
const TOKEN = /([A-Za-z])\1*/g;

/** The first letters of a format that are no token, or null. `T` and `Z` stand for themselves. */
export function dateFormatFault(format: string): string | null {
  const unknown = (format.match(TOKEN) ?? []).find(
    (word) => !Object.hasOwn(TOKENS, word) && !/^[TZ]$/.test(word),
  );
  return unknown === undefined ? null : `${unknown} is no date token: use yyyy MM M dd d HH mm ss`;
}

const TOKENS: Readonly<Record<string, (parts: DateParts) => string>> = {
  yyyy: ({ year }) => String(year).padStart(4, '0'),
  MM: ({ month }) => twoDigits(month),
  M: ({ month }) => String(month),
  dd: ({ day }) => twoDigits(day),
  d: ({ day }) => String(day),
  HH: ({ hour }) => twoDigits(hour),
  mm: ({ minute }) => twoDigits(minute),
  ss: ({ second }) => twoDigits(second),
};

/** Writes a date in a format that `dateFormatFault` has passed. */
export function formatDate(parts: DateParts, format: string): string {
  return format.replace(
    TOKEN,
    (word) => (Object.hasOwn(TOKENS, word) ? TOKENS[word]?.(parts) : undefined) ?? word,
  );
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
