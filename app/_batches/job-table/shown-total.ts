import type { LiveBatch } from '../batch-queries';
import { isFiltered, type JobSearch } from './job-filter';

/** How many rows the filter lets through, where the batch's counts tell. */
export function shownTotal(
  search: JobSearch,
  { counts, total_jobs: all }: Pick<LiveBatch, 'counts' | 'total_jobs'>,
): number | undefined {
  if (isFiltered({ ...search, status: [] })) return undefined;
  if (search.status.length === 0) return all;
  return search.status.reduce((sum, state) => sum + counts[state], 0);
}
