import { parseAutomation } from '../../automation/parse-automation';
import type { Database } from '../../db/connect';
import { readOutputNames } from '../../db/sql/read-output-names';
import { OUTCOME_COLUMNS, type OutcomeColumn } from '../../domain/export-format';
import { getAutomation } from '../automations/get-automation';
import type { BatchView } from '../batches/batch-view';
import type { ResultsBatch } from './result-pages';

/** A column of the outcome with a fact of the row, not the way to its evidence. */
export type FactColumn = Exclude<OutcomeColumn, 'evidence'>;

export interface ResultColumns {
  /** Whole header line: the file's columns, the outcome, the outputs, the evidence. */
  readonly headers: readonly string[];
  /** Those of the outcome that stand between the file's columns and the outputs. */
  readonly outcome: readonly FactColumn[];
  /** Names of the outputs, as the automation declares them. */
  readonly outputs: readonly string[];
}

const EVIDENCE_COLUMN = 'evidence' satisfies OutcomeColumn;

/**
 * The columns of a results file: the declared ones, never those of the first row. A name that is taken already gets
 * `furrow.` or `output.` before it, so that the file can be read by header.
 */
export async function resultColumns(db: Database, batch: ResultsBatch): Promise<ResultColumns> {
  const declared = await declaredOutputs(db, batch);
  const outputs = declared.filter((name) => batch.outputNames?.includes(name) ?? true);
  const outcome = factColumns(batch);
  const headers = [...batch.headers];
  for (const name of outcome) headers.push(headers.includes(name) ? `furrow.${name}` : name);
  for (const name of outputs) headers.push(headers.includes(name) ? `output.${name}` : name);
  if (showsEvidence(batch)) {
    headers.push(headers.includes(EVIDENCE_COLUMN) ? `furrow.${EVIDENCE_COLUMN}` : EVIDENCE_COLUMN);
  }
  return { headers, outcome, outputs };
}

/** Whether a column of the outcome was asked for. */
export function isWritten({ outcomeColumns: asked }: ResultsBatch, column: OutcomeColumn): boolean {
  return asked?.includes(column) ?? true;
}

/** Whether each row says where its steps and pictures are: only members can open them. */
export function showsEvidence(batch: ResultsBatch): boolean {
  return !batch.hidesOthers && isWritten(batch, EVIDENCE_COLUMN);
}

/** The outcome's columns before the outputs: where each row chose its automation, its name comes first. */
function factColumns(batch: ResultsBatch): readonly FactColumn[] {
  const facts = OUTCOME_COLUMNS.filter((column): column is FactColumn => column !== EVIDENCE_COLUMN);
  const isThere = (column: FactColumn) => column !== 'automation' || batch.automations.length > 0;
  return facts.filter((column) => isThere(column) && isWritten(batch, column));
}

/** The names of the outputs that the batch's automation declares, in its order; of several, all of them once. */
async function declaredOutputs(db: Database, batch: BatchView): Promise<string[]> {
  // What the functions of a program give is declared nowhere.
  if (batch.automation === null && batch.automations.length === 0) return readOutputNames(db.pool, batch.id);
  const automations = batch.automation === null ? batch.automations : [batch.automation];
  const names = new Set<string>();
  for (const { name, version } of automations) {
    const { source } = await getAutomation({ db }, { name, version });
    const parsed = parseAutomation(source, { fileName: name });
    for (const output of parsed.ok ? Object.keys(parsed.automation.outputs) : []) names.add(output);
  }
  return [...names];
}
