import { type DateParts, dateFormatFault, readDateText } from './date-text';

/** Reads dates of one format, such as `dd/MM/yyyy`; a time may follow. */
export type DateReader = (source: string) => DateParts | null;

const PARTS: Readonly<Record<string, keyof DateParts>> = {
  yyyy: 'year',
  MM: 'month',
  M: 'month',
  dd: 'day',
  d: 'day',
};
const TOKEN = /yyyy|MM|M|dd|d/g;
const TIME = /^(.*?)([T ]\d{1,2}:\d{2}.*)?$/s;

/** What is wrong with the format of an input, or null: it needs year, month and day, once each. */
export function inputFormatFault(format: string): string | null {
  const fault = dateFormatFault(format);
  if (fault !== null) return fault;
  const named = (format.match(TOKEN) ?? []).map((token) => PARTS[token]);
  const isComplete = ['year', 'month', 'day'].every(
    (part) => named.filter((one) => one === part).length === 1,
  );
  const isRest = format.replace(TOKEN, '').replace(/[^A-Za-z]/g, '') === '';
  return isComplete && isRest
    ? null
    : 'must hold yyyy, MM or M, and dd or d once each, for example dd/MM/yyyy';
}

/** Makes the reader of a format that `inputFormatFault` has passed. */
export function dateReader(format: string): DateReader {
  const tokens = format.match(TOKEN) ?? [];
  // Without signs between them only the full width tells where a number ends.
  const isCompact = /[yMd]{2}/.test(format.replace(TOKEN, (token) => token.charAt(0)));
  const pattern = escapeText(format).replace(TOKEN, (token) => digitsOf(token, isCompact));
  const date = new RegExp(`^${pattern}$`);
  return (source) => {
    const [, written = '', time = ''] = TIME.exec(source.trim()) ?? [];
    const match = date.exec(written);
    if (!match) return null;
    const found = new Map(tokens.map((token, index) => [PARTS[token], match[index + 1] ?? '']));
    const [year = '', month = '', day = ''] = [found.get('year'), found.get('month'), found.get('day')];
    return readDateText(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${time}`);
  };
}

function digitsOf(token: string, isCompact: boolean): string {
  if (token === 'yyyy') return String.raw`(\d{4})`;
  return isCompact ? String.raw`(\d{2})` : String.raw`(\d{1,2})`;
}

function escapeText(format: string): string {
  return format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
