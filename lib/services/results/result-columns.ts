import { parseAutomation } from '../../automation/parse-automation';
import type { Database } from '../../db/connect';
import { readOutputNames } from '../../db/sql/read-output-names';
import { getAutomation } from '../automations/get-automation';
import type { BatchView } from '../batches/batch-view';
import type { ResultsBatch } from './result-pages';

/** What follows the file's own columns in a results file, before the outputs. */
const OUTCOME_COLUMNS = [
  ...['status', 'error_code', 'error_message', 'attempts'],
  ...['started_at', 'ended_at', 'duration_ms'],
];
/** The address of the row's page, behind the outputs; not for people who only have a shared link. */
const EVIDENCE_COLUMN = 'evidence';

export interface ResultColumns {
  /** Whole header line: the file's columns, the outcome, the outputs, the evidence. */
  readonly headers: readonly string[];
  /** Names of the outputs, as the automation declares them. */
  readonly outputs: readonly string[];
}

/**
 * The columns of a results file: the declared ones, never those of the first row. A name that is taken already gets
 * `furrow.` or `output.` before it, so that the file can be read by header.
 */
export async function resultColumns(db: Database, batch: ResultsBatch): Promise<ResultColumns> {
  const outputs = await declaredOutputs(db, batch);
  const headers = [...batch.headers];
  for (const name of outcomeColumns(batch)) headers.push(headers.includes(name) ? `furrow.${name}` : name);
  for (const name of outputs) headers.push(headers.includes(name) ? `output.${name}` : name);
  if (showsEvidence(batch)) {
    headers.push(headers.includes(EVIDENCE_COLUMN) ? `furrow.${EVIDENCE_COLUMN}` : EVIDENCE_COLUMN);
  }
  return { headers, outputs };
}

/** Whether each row says where its steps and pictures are: only members can open them. */
export function showsEvidence(batch: ResultsBatch): boolean {
  return !batch.hidesOthers;
}

/** The outcome's columns: where each row chose its automation, its name comes first. */
export function outcomeColumns(batch: Pick<BatchView, 'automations'>): readonly string[] {
  return batch.automations.length > 0 ? ['automation', ...OUTCOME_COLUMNS] : OUTCOME_COLUMNS;
}

/** The names of the outputs that the batch's automation declares, in its order; of several, all of them once. */
export async function declaredOutputs(db: Database, batch: BatchView): Promise<string[]> {
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
