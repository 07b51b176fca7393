import { finishBatchIfDone } from '../../db/sql/finish-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { lockOperation, moveOperation, type OpenOperation } from '../../db/sql/operations';
import { retryStretch } from '../../db/sql/retry-jobs';
import { listSelected } from '../../db/sql/select-jobs';
import { stopPendingJobs } from '../../db/sql/stop-pending-jobs';
import { lowerBrakeBase, wakeLanes } from '../../db/sql/wake-batch';
import { inTransaction, type Queryable } from '../../db/transaction';
import { countStopped } from '../batches/count-stopped';
import type { Context } from '../context';
import { decideRows } from '../jobs/decide-rows';

/** So many rows are changed in one transaction: what the batch's own rows wait for is a fraction of a second. */
const STRETCH_ROWS = 5000;

interface Stretch {
  readonly batchId: string;
  readonly stopped: number;
  readonly isLast: boolean;
}

/**
 * Changes the rows of an operation, a stretch after the other, until all are done or the operation was cancelled. Every
 * stretch is one transaction that also notes how far it came, so a worker that dies is followed by another.
 */
export async function workOffOperation(
  context: Context,
  { operationId }: { operationId: string },
): Promise<void> {
  const { pool } = context.db;
  for (;;) {
    const stretch = await inTransaction(pool, (client) => changeStretch(client, operationId));
    if (!stretch) return;
    await countStopped(context, stretch.stopped);
    if (stretch.isLast) await finishBatchIfDone(pool, stretch.batchId);
    await notifyBatch(pool, stretch.batchId);
    if (stretch.isLast) return;
  }
}

async function changeStretch(client: Queryable, operationId: string): Promise<Stretch | null> {
  const operation = await lockOperation(client, operationId);
  if (!operation) return null;
  return STRETCHES[operation.kind](client, operation);
}

async function stopRows(client: Queryable, { id, batchId }: OpenOperation): Promise<Stretch> {
  const stopped = await stopPendingJobs(client, batchId, STRETCH_ROWS);
  const isLast = stopped < STRETCH_ROWS;
  await moveOperation(client, id, stopped, isLast ? null : 0);
  return { batchId, stopped, isLast };
}

async function putRowsBack(client: Queryable, operation: OpenOperation): Promise<Stretch> {
  const { id, batchId, selection, nextRow, createdAt } = operation;
  const stretch = { fromRow: nextRow, limit: STRETCH_ROWS, endedBy: createdAt };
  const { retried, failed, lastRow } = await retryStretch(client, batchId, selection, stretch);
  const isLast = retried < STRETCH_ROWS;
  await moveOperation(client, id, retried, isLast || lastRow === null ? null : lastRow + 1);
  await lowerBrakeBase(client, batchId, failed);
  await wakeLanes(client, batchId);
  return { batchId, stopped: 0, isLast };
}

/** What a person said of all rows that were unconfirmed when they said it; one that became so later is none of them. */
async function resolveRows(client: Queryable, operation: OpenOperation): Promise<Stretch> {
  const { id, batchId, selection, resolution, nextRow, createdAt } = operation;
  if (!resolution) throw new Error('A resolve operation says what was decided.');
  const stretch = { fromRow: nextRow, limit: STRETCH_ROWS, endedBy: createdAt };
  const rows = await listSelected(client, batchId, selection, stretch);
  const { length: count } = await decideRows(client, operation, rows, resolution);
  const last = rows.at(-1);
  const isLast = rows.length < STRETCH_ROWS || last === undefined;
  await moveOperation(client, id, count, isLast ? null : last + 1);
  if (resolution.status === 'pending') {
    await lowerBrakeBase(client, batchId, count);
    await wakeLanes(client, batchId);
  }
  return { batchId, stopped: 0, isLast };
}

const STRETCHES: Readonly<
  Record<OpenOperation['kind'], (client: Queryable, operation: OpenOperation) => Promise<Stretch>>
> = { stop: stopRows, retry: putRowsBack, resolve: resolveRows };
