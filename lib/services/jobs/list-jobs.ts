import type { JobItem } from '../../db/sql/job-row';
import { listJobItems } from '../../db/sql/list-jobs';
import type { JobFilter } from '../../domain/job-filter';
import { type JobSort, jobStretches } from '../../domain/job-sort';
import type { JobBatch } from '../../domain/wire/job';
import { toJobBatch } from '../batches/batch-view';
import { findBatch } from '../batches/find-batch';
import type { Context } from '../context';
import { checkFilter, filteredStates, findFew } from './job-filter';
import { encodeListPlace, readListPlace } from './job-list-place';
import { PageWalk } from './page-walk';

export interface ListJobsInput {
  readonly batchId: string;
  readonly filter?: JobFilter;
  readonly sort?: JobSort | undefined;
  readonly cursor?: string | undefined;
  /** 1..500, default 100. */
  readonly limit?: number | undefined;
}

export interface JobPage {
  /** What the jobs' JSON takes from their batch. */
  readonly batch: JobBatch;
  readonly items: readonly JobItem[];
  readonly nextCursor: string | null;
  /**
   * How many rows were looked at for a filter that no index answers (text, outputs), else null. A page that is not full
   * and has a next cursor stopped at the bound: the search goes on there.
   */
  readonly searchedRows: number | null;
}

/** One keyset page of a batch's jobs. @throws NotFoundError, ValidationError `cursor_invalid`, `no_key_column` */
export async function listJobs(context: Context, input: ListJobsInput): Promise<JobPage> {
  const { filter = {}, sort = 'row' } = input;
  const [batch, few] = await Promise.all([
    findBatch(context.db, input.batchId),
    findFew(context.db, input.batchId, filter, sort),
  ]);
  checkFilter(batch, filter);
  const list = { batchId: batch.id, filter, sort };
  const start = readListPlace(input.cursor, list);
  const limit = Math.min(500, Math.max(1, input.limit ?? 100));
  const page = new PageWalk(
    { batchId: batch.id, bucketSize: batch.bucketSize, filter, few },
    limit,
    async (request) => listJobItems(context.db.pool, request),
  );
  await page.walk(jobStretches(sort, filteredStates(filter)), start);
  const { items, next, searchedRows } = page.result();
  const nextCursor = next ? encodeListPlace(next, list) : null;
  return { batch: toJobBatch(batch), items, nextCursor, searchedRows };
}
