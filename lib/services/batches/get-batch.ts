import { type Bucket, readBuckets } from '../../db/sql/read-buckets';
import { readCounts } from '../../db/sql/read-counts';
import { readWaiting } from '../../db/sql/read-waiting';
import { sumBuckets } from '../../domain/buckets';
import type { JobCounts } from '../../domain/job-state';
import { type Waiting, whyWaiting } from '../../domain/waiting';
import type { Context } from '../context';
import { readRecentPaces } from './batch-pace';
import { type BatchView, toBatchView } from './batch-view';
import { type BatchRecord, findBatch } from './find-batch';

/** One batch with its counts. @throws NotFoundError */
export async function getBatch(context: Context, input: { batchId: string }): Promise<BatchView> {
  const batch = await findBatch(context.db, input.batchId);
  return viewOf(context, batch, await readCounts(context.db.pool, batch.id));
}

/** What moves while rows run. */
export interface BatchProgress {
  /** The stretches of rows that the field is painted from, in file order, at most 512. */
  readonly buckets: readonly Bucket[];
  /** The sum of the buckets. */
  readonly counts: JobCounts;
}

export type BatchWithBuckets = BatchView & BatchProgress;

/** One batch with the stretches of rows that its field is painted from. @throws NotFoundError */
export async function getBatchWithBuckets(
  context: Context,
  input: { batchId: string },
): Promise<BatchWithBuckets> {
  const batch = await findBatch(context.db, input.batchId);
  const { buckets, counts } = await getBatchProgress(context, { batchId: batch.id });
  return { ...(await viewOf(context, batch, counts)), buckets };
}

/** The buckets of a batch that is known to exist, and their sum: one small query for any number of rows. */
export async function getBatchProgress(
  context: Context,
  input: { readonly batchId: string },
): Promise<BatchProgress> {
  const buckets = await readBuckets(context.db.pool, input.batchId);
  return { buckets, counts: sumBuckets(buckets) };
}

async function viewOf(context: Context, batch: BatchRecord, counts: JobCounts): Promise<BatchView> {
  const [waiting, paces] = await Promise.all([
    findWaiting(context, batch, counts),
    readRecentPaces(context.db, [batch]),
  ]);
  const { retentionDays } = context;
  return toBatchView(batch, counts, { recent: paces.get(batch.id), waiting, retentionDays });
}

async function findWaiting(
  { db }: Context,
  { id, state, reason, reasonText }: BatchRecord,
  { running: runningRows, pending: pendingRows }: JobCounts,
): Promise<Waiting | null> {
  if (pendingRows === 0 || runningRows > 0) return null;
  return whyWaiting({ state, reason, reasonText, runningRows, pendingRows }, await readWaiting(db.pool, id));
}

/** The stretches of rows that the field is painted from, in file order, at most 512. */
export async function getBatchBuckets(context: Context, input: { batchId: string }): Promise<Bucket[]> {
  const batch = await findBatch(context.db, input.batchId);
  return readBuckets(context.db.pool, batch.id);
}
