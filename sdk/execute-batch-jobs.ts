import { readJobEnds } from '../lib/db/sql/read-job-ends';
import { readOpenRows } from '../lib/db/sql/read-open-rows';
import { ConflictError } from '../lib/domain/errors';
import type { JobState } from '../lib/domain/job-state';
import { makeJobId } from '../lib/domain/run-id';
import type { BatchView } from '../lib/services/batches/batch-view';
import { changeBatch } from '../lib/services/batches/change-batch';
import { getBatch } from '../lib/services/batches/get-batch';
import { resumeBatch, startBatch } from '../lib/services/batches/start-batch';
import type { Context } from '../lib/services/context';
import type { PrepareRow } from '../worker/attempt/prepare-row';
import { createAlarm } from './alarm';
import type { Execution } from './engine-worker';
import { followBatch } from './follow-batch';
import { claimHandledBatch, rowPreparer } from './handle-rows';
import type { ExecuteOptions } from './options';
import type { OnProgress } from './progress';
import type { ExecutionResult } from './results';
import type { Session } from './session';
import { retryInForce, toSettings } from './settings';

/** Runs the pending rows of a batch and waits until all have ended, or the batch waits for a person. */
export async function executeBatchJobs(
  session: Session,
  batchId: string,
  options: ExecuteOptions = {},
): Promise<ExecutionResult> {
  const context = await session.context();
  const settings = toSettings(options);
  const isChanged = Object.keys(settings).length > 0;
  const batch = isChanged
    ? await changeBatch(context, { batchId, settings })
    : await getBatch(context, { batchId });
  const prepareRow = rowPreparer(batch, options);
  const rows = await readOpenRows(context.db.pool, batch.id);
  if (rows.length === 0) return toResult(context, batch, rows, 'No row of the batch is pending.');
  const work = { batch, prepareRow, total: rows.length, onProgress: options.onProgress };
  const ended = await runRows(session, context, work);
  return toResult(context, ended, rows, ended.state === 'finished' ? null : ended.reasonText);
}

interface Work {
  readonly batch: BatchView;
  readonly prepareRow: PrepareRow | null;
  /** Rows that are to be run. */
  readonly total: number;
  readonly onProgress: OnProgress | undefined;
}

async function runRows(
  session: Session,
  context: Context,
  { batch, prepareRow, total, onProgress }: Work,
): Promise<BatchView> {
  const alarm = createAlarm();
  const execution: Execution = { batchId: batch.id, onRow: alarm.ring, ...(prepareRow && { prepareRow }) };
  await session.worker.begin(execution, batch.settings.concurrency);
  try {
    await claimHandledBatch(context, batch, session.worker.id);
    await letRun(context, batch.id);
    return await followBatch(context, batch, total, { onProgress, log: session.log, alarm });
  } finally {
    session.worker.end(execution);
  }
}

async function letRun(context: Context, batchId: string): Promise<void> {
  const { state } = await getBatch(context, { batchId });
  if (state === 'running') return;
  try {
    await (state === 'waiting' ? resumeBatch : startBatch)(context, { batchId });
  } catch (error) {
    // Somebody else began to execute it at this moment: then both do.
    const isRunning = (await getBatch(context, { batchId })).state === 'running';
    if (!(error instanceof ConflictError && isRunning)) throw error;
  }
}

async function toResult(
  { db }: Context,
  batch: BatchView,
  rows: readonly number[],
  reason: string | null,
): Promise<ExecutionResult> {
  const ends = await readJobEnds(db.pool, batch.id, rows);
  const count = (state: JobState) => ends.filter((end) => end.state === state).length;
  const [completed, failed, unconfirmed] = [count('completed'), count('failed'), count('unconfirmed')];
  const executed = completed + failed + unconfirmed;
  return {
    batchId: batch.id,
    ...{ executed, completed, failed, unconfirmed, stopped: count('stopped') },
    skipped: batch.totalJobs - executed,
    totalJobs: batch.totalJobs,
    jobResults: ends.map(({ rowIndex, state, errorMessage }) => ({
      jobId: makeJobId(batch.runId, rowIndex),
      status: state,
      errorMessage,
    })),
    reason,
    ...retryInForce(batch.settings),
  };
}
