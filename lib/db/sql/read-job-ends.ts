import type { Pool } from 'pg';
import type { JobState } from '../../domain/job-state';

export interface JobEnd {
  readonly rowIndex: number;
  readonly state: JobState;
  readonly errorMessage: string | null;
}

/** State and message of some rows of a batch, in file order. */
export async function readJobEnds(
  pool: Pool,
  batchId: string,
  rowIndexes: readonly number[],
): Promise<JobEnd[]> {
  const { rows } = await pool.query<JobEnd>(
    `select j.row_index as "rowIndex", j.state, a.failure_message as "errorMessage"
       from job j
       left join attempt a on a.batch_id = j.batch_id and a.row_index = j.row_index and a.attempt_no = j.attempt_count
      where j.batch_id = $1 and j.row_index = any($2::int[]) order by j.row_index`,
    [batchId, rowIndexes],
  );
  return rows;
}
