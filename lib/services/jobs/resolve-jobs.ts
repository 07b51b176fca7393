import { actorColumns, writeAudit } from '../../db/audit';
import { finishBatchIfDone } from '../../db/sql/finish-batch';
import { type LockedBatch, lockBatch } from '../../db/sql/lock-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { hasOpenOperation } from '../../db/sql/operations';
import { readJobState } from '../../db/sql/read-job-state';
import { countSelected, type JobSelection, listSelected } from '../../db/sql/select-jobs';
import { setRunning, wakeLanes } from '../../db/sql/wake-batch';
import { inTransaction, type Queryable } from '../../db/transaction';
import { ConflictError, ValidationError } from '../../domain/errors';
import { AT_ONCE_ROWS } from '../../domain/operation';
import type { Decision, Resolution } from '../../domain/resolution';
import { findBatch } from '../batches/find-batch';
import type { Context } from '../context';
import { type BegunOperation, beginOperation, sumOf } from '../operations/begin-operation';
import { checkJobIds } from './check-job-ids';
import { decideRows } from './decide-rows';
import { checkFilter } from './job-filter';

export interface ResolveJobsInput {
  readonly batchId: string;
  /** Either these, or `jobIds`, or `selection`. */
  readonly rowIndexes?: readonly number[] | undefined;
  readonly jobIds?: readonly string[] | undefined;
  /** All unconfirmed rows that this lets through. */
  readonly selection?: Omit<JobSelection, 'states'> | undefined;
  readonly status: Resolution;
}

export interface ResolveResult {
  readonly batchId: string;
  /** Those that were decided, ascending. */
  readonly rowIndexes: readonly number[];
  /** When a selection has very many rows: the work that decides them; `rowIndexes` is empty then. */
  readonly operation: BegunOperation | null;
}

/**
 * Decides unconfirmed rows: those that are named, all of them or none, or whichever are in a selection.
 * @throws NotFoundError, ValidationError for no rows or one named twice, ConflictError when one that is named is not
 * unconfirmed, or while a decision about very many rows of the batch is under way
 */
export async function resolveJobs(context: Context, input: ResolveJobsInput): Promise<ResolveResult> {
  const { status, selection } = input;
  const rowIndexesOf = checkJobIds(input.jobIds);
  if (selection) checkFilter(await findBatch(context.db, input.batchId), selection);
  const decision: Decision = { status, by: actorColumns(context.actor) };
  const result = await inTransaction(context.db.pool, async (client) => {
    const batch = await lockBatch(client, input.batchId);
    const decided = selection
      ? await decideSelected(context, client, batch, selection, decision)
      : await decideNamed(client, batch, (await rowIndexesOf(client, batch)) ?? input.rowIndexes, decision);
    if (status === 'pending' && countOf(decided) > 0) await letRun(client, batch.id);
    return { batchId: batch.id, ...decided };
  });
  if (selection && countOf(result) > 0) await noteSelected(context, result, status);
  await finishBatchIfDone(context.db.pool, result.batchId);
  await notifyBatch(context.db.pool, result.batchId);
  return result;
}

type Decided = Omit<ResolveResult, 'batchId'>;

/** Rows that are decided, or will be. */
function countOf({ rowIndexes, operation }: Decided): number {
  return operation ? sumOf(operation.counts) : rowIndexes.length;
}

async function decideNamed(
  client: Queryable,
  { id: batchId, runId }: LockedBatch,
  named: readonly number[] = [],
  decision: Decision,
): Promise<Decided> {
  if (named.length === 0) throw new ValidationError('rows_empty', 'Name the rows to decide.');
  const rowIndexes = await decideRows(client, { batchId, runId }, named, decision);
  const decided = new Set(rowIndexes);
  const refused = named.find((rowIndex) => !decided.has(rowIndex));
  if (refused !== undefined) throw await notUnconfirmed(client, batchId, refused);
  return { rowIndexes, operation: null };
}

/** At once, or by a worker when the rows are very many. */
async function decideSelected(
  context: Context,
  client: Queryable,
  { id: batchId, runId }: LockedBatch,
  narrowing: Omit<JobSelection, 'states'>,
  decision: Decision,
): Promise<Decided> {
  if (await hasOpenOperation(client, batchId, 'resolve')) {
    const text = 'A decision about very many rows of this batch is under way: wait until it is done.';
    throw new ConflictError('operation_running', text);
  }
  const selection: JobSelection = { ...narrowing, states: ['unconfirmed'] };
  const counts = await countSelected(client, batchId, selection);
  if (sumOf(counts) <= AT_ONCE_ROWS) {
    const rows = await listSelected(client, batchId, selection);
    return { rowIndexes: await decideRows(client, { batchId, runId }, rows, decision), operation: null };
  }
  const order = { batchId, kind: 'resolve', selection, resolution: decision } as const;
  return { rowIndexes: [], operation: await beginOperation(context, client, order, counts) };
}

async function letRun(client: Queryable, batchId: string): Promise<void> {
  if (!(await setRunning(client, batchId, ['finished']))) await wakeLanes(client, batchId);
}

async function notUnconfirmed(client: Queryable, batchId: string, rowIndex: number): Promise<ConflictError> {
  const state = (await readJobState(client, batchId, rowIndex)) ?? 'not in this batch';
  const text = `Row ${rowIndex + 1} is ${state}: only an unconfirmed row can be resolved. Nothing was changed.`;
  return new ConflictError('job_state_conflict', text, { row: rowIndex + 1, state });
}

async function noteSelected(context: Context, result: ResolveResult, status: Resolution): Promise<void> {
  const { batchId } = result;
  const entry = { action: 'batch.resolve', entity: 'batch', entityId: batchId, batchId };
  await writeAudit(context.db, context.actor, { ...entry, details: { status, rows: countOf(result) } });
}
