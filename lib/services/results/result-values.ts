import type { ResultRow } from '../../db/sql/read-results';
import { jobAutomation } from '../../domain/chosen-automation';
import type { SheetLink } from '../../xlsx/cell';
import { type FactColumn, type ResultColumns, showsEvidence } from './result-columns';
import type { ResultsBatch } from './result-pages';

/** Status of a row that the batch left out; its reason stands as the error code. */
const EXCLUDED = 'excluded';

class EvidenceLink implements SheetLink {
  readonly text: string;
  readonly href: string;
  constructor(text: string, href: string) {
    this.text = text;
    this.href = href;
  }
}

export interface ResultsTable extends Pick<ResultColumns, 'outcome' | 'outputs'> {
  readonly batch: ResultsBatch;
  /** Where the dashboard is. */
  readonly publicUrl: string;
}

type OutcomeValue = (row: ResultRow, batch: ResultsBatch) => unknown;

const OUTCOME_VALUES: Readonly<Record<FactColumn, OutcomeValue>> = {
  automation: (row, batch) => automationOf(batch, row),
  status: (row) => row.state ?? EXCLUDED,
  error_code: (row) => row.errorCode ?? row.exclusionReason ?? '',
  error_message: (row) => row.errorMessage ?? row.exclusionDetail ?? '',
  attempts: (row) => row.attemptCount,
  started_at: (row) => row.startedAt,
  ended_at: (row) => row.endedAt,
  duration_ms: (row) => row.durationMs,
};

/** One row of a results table, in the order of `resultColumns`: the file's cells as they are, then typed values. */
export function resultValues(
  { batch, outcome, outputs, publicUrl }: ResultsTable,
  row: ResultRow,
): unknown[] {
  return [
    ...batch.headers.map((_, i) => row.cells[i] ?? ''),
    ...outcome.map((column) => OUTCOME_VALUES[column](row, batch)),
    ...outputs.map((name) => row.output?.[name]),
    ...(showsEvidence(batch) ? [evidenceOf(batch, row, publicUrl)] : []),
  ];
}

/** The row's page, as a link; nothing where nothing was run. */
function evidenceOf({ id }: ResultsBatch, row: ResultRow, publicUrl: string): EvidenceLink | null {
  if (row.attemptCount === 0) return null;
  const rowNumber = row.rowIndex + 1;
  return new EvidenceLink(`row ${rowNumber}`, `${publicUrl}/batches/${id}/rows/${rowNumber}`);
}

/** What ran for the row; empty for one that the batch left out. */
export function automationOf(batch: ResultsBatch, row: ResultRow): string | null {
  return row.automationNo === null ? null : jobAutomation(batch, row.automationNo);
}

/** Lists and objects as JSON, times as ISO 8601, links as their address, nothing as the empty cell. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (isLink(value)) return value.href;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Only our own: an output of the automation may look like a link, and stays a text. */
export function isLink(value: unknown): value is SheetLink {
  return value instanceof EvidenceLink;
}
