import type { SampleReading } from './sample-records';

/** Below this a delimiter is not believed. */
export const ACCEPTED_SCORE = 0.4;
/** Characters that hardly occur in text: a table that they cut evenly is cut by them. */
const RARE_IN_TEXT = '\t|';
const RARE_BONUS = 1.03;

/**
 * How evenly a delimiter cuts the records outside quotes, from the header (`from`) on: 0 to about 1. A header that it
 * does not cut rules it out, whatever the text below holds.
 */
export function scoreReading(reading: SampleReading, from: number): number {
  const { delimiter, malformedCount, openColumn } = reading;
  const rows = reading.records.slice(from).filter(({ text }) => text.trim() !== '');
  if (rows.length === 0) return openColumn > 1 ? ACCEPTED_SCORE : 0;
  const width = rows[0]?.cells.length ?? 0;
  if (width < 2) return 0;
  const even = rows.filter(({ cells }) => cells.length === width).length / rows.length;
  const cut = rows.filter(({ cells }) => cells.length > 1).length / rows.length;
  const sound = 1 - 0.7 * Math.min(1, malformedCount / rows.length);
  const certain = 1 - 0.4 * doubt(rows, delimiter);
  const bonus = (RARE_IN_TEXT.includes(delimiter) ? RARE_BONUS : 1) * (1 + Math.min(width, 50) / 1000);
  return (0.7 * even + 0.3 * cut) * certain * sound * bonus;
}

/** Share of the cuts that look like text: a blank after the delimiter, or a comma between two digits. */
export function doubt(rows: readonly { cells: readonly string[] }[], delimiter: string): number {
  let cuts = 0;
  let doubtful = 0;
  for (const { cells } of rows) {
    for (let i = 1; i < cells.length; i += 1) {
      cuts += 1;
      const before = cells[i - 1] ?? '';
      const after = cells[i] ?? '';
      const isDecimal = delimiter === ',' && /\d$/.test(before) && /^\d/.test(after);
      if (isDecimal || (after.startsWith(' ') && after.trim() !== '')) doubtful += 1;
    }
  }
  return cuts === 0 ? 0 : doubtful / cuts;
}
