import { noteDecision } from '../../db/sql/note-decision';
import { noteResolved } from '../../db/sql/note-resolved';
import { dropVerifications } from '../../db/sql/plan-verification';
import { setJobStates } from '../../db/sql/set-job-state';
import type { Queryable } from '../../db/transaction';
import type { Decision, Resolution } from '../../domain/resolution';
import { makeJobId } from '../../domain/run-id';

const MESSAGES: Readonly<Record<Resolution, string | null>> = {
  completed: null,
  failed: 'Marked as not done',
  pending: 'Run again after a person looked',
};

/**
 * Decides those of these rows that are unconfirmed, and notes in the history of each who did. The caller has locked the
 * batch row.
 * @returns the row indexes of those that were, ascending
 */
export async function decideRows(
  client: Queryable,
  { batchId, runId }: { readonly batchId: string; readonly runId: string },
  rowIndexes: readonly number[],
  { status, by }: Decision,
): Promise<number[]> {
  // Before the jobs, as the record of an answer does: two that wait for each other would never end.
  await dropVerifications(client, batchId, rowIndexes);
  const message = MESSAGES[status];
  const note = message === null ? null : `${message} by ${by.actorName}`;
  const decided = await setJobStates(client, { batchId, rowIndexes }, 'unconfirmed', status, note);
  const rows = decided.map((rowIndex) => ({ rowIndex, jobId: makeJobId(runId, rowIndex) }));
  await noteResolved(client, by, batchId, status, rows);
  if (decided.length > 0) await noteDecision(client, batchId);
  return decided;
}
