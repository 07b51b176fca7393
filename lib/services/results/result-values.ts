import type { ResultRow } from '../../db/sql/read-results';
import { jobAutomation } from '../../domain/chosen-automation';
import type { ResultsBatch } from './result-pages';

/** Status of a row that the batch left out; its reason stands as the error code. */
const EXCLUDED = 'excluded';

/** One row of a results table, in the order of `resultColumns`: the file's cells as they are, then typed values. */
export function resultValues(batch: ResultsBatch, row: ResultRow, outputs: readonly string[]): unknown[] {
  return [
    ...batch.headers.map((_, i) => row.cells[i] ?? ''),
    ...(batch.automations.length > 0 ? [automationOf(batch, row)] : []),
    row.state ?? EXCLUDED,
    row.errorCode ?? row.exclusionReason ?? '',
    row.errorMessage ?? row.exclusionDetail ?? '',
    row.attemptCount,
    row.durationMs,
    ...outputs.map((name) => row.output?.[name]),
  ];
}

/** What ran for the row; empty for one that the batch left out. */
export function automationOf(batch: ResultsBatch, row: ResultRow): string | null {
  return row.automationNo === null ? null : jobAutomation(batch, row.automationNo);
}

/** Lists and objects as JSON, nothing as the empty cell. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
