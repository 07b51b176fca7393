import type { JobBatch } from '@/lib/domain/wire/job';
import { toJobPageJson } from '@/lib/domain/wire/job-page';
import type { Context } from '@/lib/services/context';
import { listJobs } from '@/lib/services/jobs/list-jobs';
import { plainJson } from '../plain-json';
import { orNullIfImpossible } from './asked-list';
import { FIRST_PAGE_SIZE, filterOf, type JobSearch } from './job-filter';
import type { FirstJobs } from './use-job-pages';

/** The rows that a batch's page shows first, so that they are there before any script has run. */
export async function readFirstJobs(
  context: Context,
  batch: JobBatch,
  search: JobSearch,
): Promise<FirstJobs | null> {
  const { row: _row, ...view } = search;
  const filter = filterOf(view);
  return orNullIfImpossible(filter, async (list) => {
    const page = await listJobs(context, { ...list, batchId: batch.id, limit: FIRST_PAGE_SIZE });
    return { filter, page: plainJson(toJobPageJson(batch, page)) };
  });
}
