import type { JobItem } from '../../db/sql/job-row';
import { type JobFilter, listJobItems } from '../../db/sql/list-jobs';
import { decodeCursor, encodeCursor } from '../../domain/cursor';
import { findBatch } from '../batches/find-batch';
import type { Context } from '../context';

export interface ListJobsInput {
  readonly batchId: string;
  readonly filter?: JobFilter;
  readonly direction?: 'asc' | 'desc';
  readonly cursor?: string | undefined;
  /** 1..500, default 100. */
  readonly limit?: number | undefined;
}

export interface JobPage {
  readonly runId: string;
  readonly items: readonly JobItem[];
  readonly nextCursor: string | null;
}

/** One keyset page of a batch's jobs in file order. @throws NotFoundError, ValidationError `cursor_invalid` */
export async function listJobs(context: Context, input: ListJobsInput): Promise<JobPage> {
  const batch = await findBatch(context.db, input.batchId);
  const limit = Math.min(500, Math.max(1, input.limit ?? 100));
  const after = input.cursor === undefined ? undefined : Number(decodeCursor(input.cursor, 1)[0]);
  const items = await listJobItems(context.db.pool, {
    batchId: batch.id,
    filter: input.filter ?? {},
    direction: input.direction ?? 'asc',
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  const page = items.slice(0, limit);
  const last = page.at(-1);
  const hasMore = items.length > limit && last !== undefined;
  return { runId: batch.runId, items: page, nextCursor: hasMore ? encodeCursor([last.rowIndex]) : null };
}
