import { JOB_STATES, type JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';

export interface Totals {
  readonly batches: readonly { readonly state: string; readonly count: number }[];
  readonly jobs: Readonly<Record<JobState, number>>;
}

const BATCHES = `select state::text, count(*)::int as count from batch where kind = 'run' group by state`;
// There are few: tries are removed after a day, what was deleted within the hour.
const OTHERS = `select id from batch where kind <> 'run'`;
const JOBS = `
select ${JOB_STATES.map((state) => `coalesce(sum(${state}), 0)::float8 as ${state}`).join(', ')}
  from batch_bucket where batch_id not in (${OTHERS})`;

/** Totals over all batches; tries do not count. Jobs are summed from the buckets: at most 512 rows a batch. */
export async function readTotals(db: Queryable): Promise<Totals> {
  const batches = await db.query<Totals['batches'][number]>(BATCHES);
  const jobs = await db.query<Totals['jobs']>(JOBS);
  return { batches: batches.rows, jobs: jobs.rows[0] as Totals['jobs'] };
}
