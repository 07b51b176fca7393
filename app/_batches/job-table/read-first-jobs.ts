import { toJobFilter } from '@/app/_http/job-filter';
import { type JobBatch, toJobJson } from '@/lib/domain/wire/job';
import type { Context } from '@/lib/services/context';
import { listJobs } from '@/lib/services/jobs/list-jobs';
import { plainJson } from '../plain-json';
import { FIRST_PAGE_SIZE, type JobSearch } from './job-filter';
import type { FirstJobs } from './use-job-pages';

/** The rows that a batch's page shows first, so that they are there before any script has run. */
export async function readFirstJobs(
  context: Context,
  batch: JobBatch,
  search: JobSearch,
): Promise<FirstJobs> {
  const { row: _row, ...filter } = search;
  const page = await listJobs(context, {
    batchId: batch.id,
    direction: search.order,
    limit: FIRST_PAGE_SIZE,
    filter: toJobFilter({
      ...(search.status === null ? {} : { status: [search.status] }),
      group: search.group ?? undefined,
      q: search.q,
      from_row: search.from === null ? undefined : search.from - 1,
      to_row: search.to === null ? undefined : search.to - 1,
    }),
  });
  const items = plainJson(page.items.map((job) => toJobJson(batch, job)));
  return { filter, page: { items, next_cursor: page.nextCursor } };
}
