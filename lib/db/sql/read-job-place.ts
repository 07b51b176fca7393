import type { JobSortKey } from '../../domain/job-sort';
import type { JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';
import type { JobPlace } from './walk-jobs';

/** What a row has for each way to sort, as the text that walks go on from. */
export interface JobPlaces {
  readonly state: JobState;
  readonly places: Readonly<Record<Exclude<JobSortKey, 'status'>, JobPlace>>;
}

const SQL = `
select state, row_index::text as row, coalesce(ended_at::text, '') as ended,
       coalesce(duration_ms, 0)::text as duration, attempt_count::text as attempts
  from job where batch_id = $1 and row_index = $2`;

type Row = { readonly state: JobState } & Readonly<Record<Exclude<JobSortKey, 'status'>, string>>;

/** Where a row stands in the sorted lists of its batch; undefined when it has no job. */
export async function readJobPlaces(
  db: Queryable,
  batchId: string,
  rowIndex: number,
): Promise<JobPlaces | undefined> {
  const { rows } = await db.query<Row>(SQL, [batchId, rowIndex]);
  const [found] = rows;
  if (!found) return undefined;
  const { state, ...keys } = found;
  const at = (key: string) => ({ key, rowIndex });
  return {
    state,
    places: {
      row: at(keys.row),
      ended: at(keys.ended),
      duration: at(keys.duration),
      attempts: at(keys.attempts),
    },
  };
}
