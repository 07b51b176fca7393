import type { SampleReading, SampleRecord } from './sample-records';
import { doubt } from './score-reading';

/** `index` of the header among the records; `isTitled` when lines with text stand above it. */
export type HeaderPlace = { index: number; isTitled: boolean };

const MOST_TITLE_RECORDS = 25;
/** So much has to speak for it before a first line with text is not taken as the header. */
const ENOUGH = 2;
/** Commas stand in sentences and addresses too. */
const ENOUGH_FOR_COMMAS = 3;
/** Numbers, amounts, dates, times, percentages, e-mail addresses: what names no column. */
const DATA_LIKE = /^(?!\s*(?:19|20)\d\d\s*$)\s*[€$£+-]*\s*\d[\d.,\s'’%:/€$£-]*$|^\S+@\S+\.\S+$/;
/** Something with a letter in it, or a year. */
const NAME_LIKE = /\p{L}|^\s*(19|20)\d\d\s*$/u;

/** The delimiter that the first line tells a spreadsheet (`sep=;`), or null. */
export function declaredDelimiter(text: string): string | null {
  return /^sep=([^"\r\n])[\r\n]/i.exec(text)?.[1] ?? null;
}

/** Lines that are neither title nor header: blank ones, and `sep=;`. */
export function isPreamble(record: { text: string; line: number }, delimiter: string): boolean {
  if (isSeparatorLine(record)) return true;
  return record.text.trim() === '' && !record.text.includes(delimiter);
}

export function isSeparatorLine({ text, line }: { text: string; line: number }): boolean {
  return line === 1 && /^sep=.?$/i.test(text);
}

/**
 * Finds the header: the first line with text, unless it is a title above the table. A title fills few of the cells
 * that the table has, and a record that can be a header stands below it.
 */
export function findHeader(reading: SampleReading): HeaderPlace {
  const { records, delimiter } = reading;
  const first = records.findIndex((record) => !isPreamble(record, delimiter));
  if (first === -1) return { index: 0, isTitled: false };
  const width = usualWidth(records.slice(first));
  const index = records.findIndex((record, at) => at >= first && isHeaderLike(record, width));
  const titles = records.slice(first, index);
  const isTitled =
    index > first &&
    titles.length <= MOST_TITLE_RECORDS &&
    records.slice(index + 1).some(({ isBlank }) => !isBlank) &&
    areTitles(titles, width) &&
    evidence(reading, titles, index, width) >= (delimiter === ',' ? ENOUGH_FOR_COMMAS : ENOUGH);
  return isTitled ? { index, isTitled } : { index: first, isTitled: false };
}

/** The number of cells that most records have; the larger of two that are alike. 1 when there is no table. */
function usualWidth(records: readonly SampleRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records)
    if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [best] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || b - a);
  return best?.[0] ?? 1;
}

function isHeaderLike({ cells }: SampleRecord, width: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const named = filled.filter((cell) => NAME_LIKE.test(cell) && !DATA_LIKE.test(cell));
  return (
    width > 1 &&
    cells.length === width &&
    filled.length * 3 >= width * 2 &&
    named.length * 2 >= width &&
    new Set(filled.map((cell) => cell.trim())).size === filled.length &&
    !DATA_LIKE.test(cells[0] ?? '')
  );
}

function areTitles(titles: readonly SampleRecord[], width: number): boolean {
  const isApart = titles.at(-1)?.isBlank === true;
  return titles.every(({ cells, text }) => {
    // A quote that swallows lines is a fault to report, and no title.
    if (/[\r\n]/.test(text)) return false;
    const filled = cells.filter((cell) => cell.trim() !== '').length;
    if (isApart) return filled < width;
    // One of two names is missing: that is a fault of the header and no title.
    if (width === 2 && cells.length === 2) return false;
    return filled <= Math.max(1, width / 2);
  });
}

function evidence(
  { delimiter, records }: SampleReading,
  titles: readonly SampleRecord[],
  index: number,
  width: number,
): number {
  const table = records.slice(index).filter(({ isBlank }) => !isBlank);
  const texts = titles.filter(({ isBlank }) => !isBlank).map(({ cells }) => cells.join(' ').trim());
  const isApart = titles.some(({ isBlank }) => isBlank);
  if (doubt(table, delimiter) > 0.5 && !(isApart && width > 2)) return 0;
  const isEven = table.length > 2 && table.every(({ cells }) => cells.length === width);
  return (
    (isApart ? 3 : 0) +
    (isNamedData(table) ? 2 : 0) +
    (texts.some((text) => /\s/.test(text)) ? 1 : 0) +
    (texts.some((text) => text.startsWith('#')) ? 2 : 0) +
    (texts.length > 1 ? 1 : 0) +
    (width > 2 ? 1 : 0) +
    (delimiter !== ',' && isEven ? 1 : 0)
  );
}

/** A column whose name is a word and whose cells below it are numbers, dates or the like. */
function isNamedData([header, ...rows]: readonly SampleRecord[]): boolean {
  return (header?.cells ?? []).some((name, column) => {
    if (name.trim() === '' || DATA_LIKE.test(name)) return false;
    const filled = rows.map(({ cells }) => cells[column] ?? '').filter((cell) => cell.trim() !== '');
    return filled.length > 0 && filled.filter((cell) => DATA_LIKE.test(cell)).length >= filled.length * 0.8;
  });
}
