/** A date, and a time where one was written; as written, no time zone is applied. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const TIME = String.raw`(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${TIME}$`);
const SLASHED = new RegExp(String.raw`^(\d{4})/(\d{1,2})/(\d{1,2})${TIME}$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
/** Day first is the only way anyone writes dots; slashes with the year last are ambiguous and refused. */
const DOTTED = new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})${TIME}$`);

/** Reads `2026-11-24`, `2026/11/24`, `20261124`, `24.11.2026`, each but the compact one with a time; null when none. */
export function readDateText(source: string): DateParts | null {
  const written = source.trim();
  const yearFirst = ISO.exec(written) ?? SLASHED.exec(written) ?? COMPACT.exec(written);
  const match = yearFirst ?? DOTTED.exec(written);
  if (!match) return null;
  const [first = 0, month = 0, last = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const [year, day] = yearFirst ? [first, last] : [last, first];
  const parts = { year, month, day, hour, minute, second };
  return isOnCalendar(parts) ? parts : null;
}

function isOnCalendar({ year, month, day, hour, minute, second }: DateParts): boolean {
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return false;
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
