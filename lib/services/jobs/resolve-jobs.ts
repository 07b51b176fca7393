import { writeAudits } from '../../db/audit';
import { finishBatchIfDone } from '../../db/sql/finish-batch';
import { type LockedBatch, lockBatch } from '../../db/sql/lock-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { dropVerifications } from '../../db/sql/plan-verification';
import { readJobState } from '../../db/sql/read-job-state';
import { setJobState } from '../../db/sql/set-job-state';
import { setRunning, wakeLanes } from '../../db/sql/wake-batch';
import { inTransaction, type Queryable } from '../../db/transaction';
import { ConflictError, ValidationError } from '../../domain/errors';
import { makeJobId } from '../../domain/run-id';
import { actorName, type Context } from '../context';
import { checkJobIds } from './check-job-ids';

/** What a person found out: it was done, it was not and shall not be, or it shall run again. */
export type Resolution = 'completed' | 'failed' | 'pending';

export interface ResolveJobsInput {
  readonly batchId: string;
  /** Either these or `jobIds`. */
  readonly rowIndexes?: readonly number[] | undefined;
  readonly jobIds?: readonly string[] | undefined;
  readonly status: Resolution;
}

export interface ResolveResult {
  readonly batchId: string;
  readonly runId: string;
  /** Ascending. */
  readonly rowIndexes: readonly number[];
}

const MESSAGES = {
  completed: null,
  failed: 'Marked as not done',
  pending: 'Run again after a person looked',
} as const;

/**
 * Decides unconfirmed rows, all of them or none. @throws NotFoundError, ValidationError for no rows or one named twice,
 * ConflictError when one of them is not unconfirmed
 */
export async function resolveJobs(context: Context, input: ResolveJobsInput): Promise<ResolveResult> {
  const { status } = input;
  const rowIndexesOf = checkJobIds(input.jobIds);
  const result = await inTransaction(context.db.pool, async (client) => {
    const batch = await lockBatch(client, input.batchId);
    const rowIndexes = chosenRows((await rowIndexesOf(client, batch)) ?? input.rowIndexes ?? []);
    await dropVerifications(client, batch.id, rowIndexes);
    for (const rowIndex of rowIndexes) await resolveRow(context, client, batch, { rowIndex, status });
    const hasStarted = status === 'pending' && (await setRunning(client, batch.id, ['finished']));
    if (status === 'pending' && !hasStarted) await wakeLanes(client, batch.id);
    return { batchId: batch.id, runId: batch.runId, rowIndexes };
  });
  await noteResolved(context, result, status);
  await finishBatchIfDone(context.db.pool, result.batchId);
  await notifyBatch(context.db.pool, result.batchId);
  return result;
}

function chosenRows(rowIndexes: readonly number[]): number[] {
  if (rowIndexes.length === 0) throw new ValidationError('rows_empty', 'Name the rows to decide.');
  return [...new Set(rowIndexes)].sort((a, b) => a - b);
}

async function resolveRow(
  context: Context,
  client: Queryable,
  batch: LockedBatch,
  { rowIndex, status }: { rowIndex: number; status: Resolution },
): Promise<void> {
  const message = MESSAGES[status];
  const note = message === null ? null : `${message} by ${actorName(context.actor)}`;
  if (await setJobState(client, { batchId: batch.id, rowIndex }, 'unconfirmed', status, note)) return;
  const state = (await readJobState(client, batch.id, rowIndex)) ?? 'not in this batch';
  const text = `Row ${rowIndex + 1} is ${state}: only an unconfirmed row can be resolved. Nothing was changed.`;
  throw new ConflictError('job_state_conflict', text, { row: rowIndex + 1, state });
}

async function noteResolved(context: Context, result: ResolveResult, status: Resolution): Promise<void> {
  const entries = result.rowIndexes.map((rowIndex) => ({
    action: 'job.resolve',
    entity: 'job',
    entityId: makeJobId(result.runId, rowIndex),
    batchId: result.batchId,
    rowIndex,
    details: { status },
  }));
  await writeAudits(context.db, context.actor, entries);
}
