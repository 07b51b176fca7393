import { listJobItems } from '../../db/sql/list-jobs';
import { readJobPlaces } from '../../db/sql/read-job-place';
import { NotFoundError } from '../../domain/errors';
import type { JobFilter } from '../../domain/job-filter';
import { type JobSort, type JobStretch, jobStretches, reverseStretches } from '../../domain/job-sort';
import { findBatch } from '../batches/find-batch';
import type { Context } from '../context';
import { checkFilter, filteredStates, findFew } from './job-filter';
import { PageWalk } from './page-walk';

export interface FindNeighboursInput {
  readonly batchId: string;
  /** 0-based. */
  readonly rowIndex: number;
  readonly filter?: JobFilter;
  readonly sort?: JobSort;
}

export interface Neighbour {
  /** 0-based; null when the list has none, or none was found before the bound. */
  readonly rowIndex: number | null;
  /** How many rows a search looked at before it stopped at its bound without a hit, else null. */
  readonly searchedRows: number | null;
}

/**
 * The rows before and after one row in a list of jobs. The row itself need not match the filter any more, as after a
 * retry: its neighbours are those of the place where it would stand.
 * @throws NotFoundError, ValidationError `no_key_column`
 */
export async function findNeighbours(
  context: Context,
  input: FindNeighboursInput,
): Promise<{ previous: Neighbour; next: Neighbour }> {
  const { filter = {}, sort = 'row' } = input;
  const batch = await findBatch(context.db, input.batchId);
  checkFilter(batch, filter);
  const job = await readJobPlaces(context.db.pool, batch.id, input.rowIndex);
  if (!job) {
    throw new NotFoundError('job_not_found', `Row ${input.rowIndex + 1} has no job in this batch.`);
  }
  const few = await findFew(context.db, batch.id, filter, sort);
  const parts = { batchId: batch.id, bucketSize: batch.bucketSize, filter, few };
  const wanted = filteredStates(filter);
  const beside = async (stretches: readonly JobStretch[]) => {
    const walk = new PageWalk(parts, 0, (request) => listJobItems(context.db.pool, request));
    const stretch = stretches.findIndex(({ states }) => states.includes(job.state));
    const place = job.places[stretches[stretch]?.key ?? 'row'];
    await walk.walk(stretches.map(only), { stretch, place });
    return walk.first();
  };
  const only = (stretch: JobStretch) => ({
    ...stretch,
    states: stretch.states.filter((state) => wanted.includes(state)),
  });
  const stretches = jobStretches(sort);
  const [previous, next] = await Promise.all([beside(reverseStretches(stretches)), beside(stretches)]);
  return { previous, next };
}
