import type { JobJson } from '@/lib/domain/wire/job';

const numbers = new Intl.NumberFormat('en-GB');

/** "1,204" -> 1204 where there is such a row; null for everything else. */
export function typedRow(text: string, rowCount: number): number | null {
  if (!/^[\d,. ]+$/.test(text)) return null;
  const number = Number(text.replace(/\D/g, ''));
  return number >= 1 && number <= rowCount ? number : null;
}

/** "Row 1,204 · AB-1204": with what of the row holds the text. */
export function rowLabel(row: JobJson | number, text = ''): string {
  if (typeof row === 'number') return `Row ${numbers.format(row)}`;
  const said = [...Object.values(row.row_data), ...Object.values(row.output ?? {}), row.error_message];
  const holding = said.map(String).find((value) => value.toLowerCase().includes(text.toLowerCase()));
  return [`Row ${numbers.format(row.row_index + 1)}`, holding].filter(Boolean).join(' · ');
}
