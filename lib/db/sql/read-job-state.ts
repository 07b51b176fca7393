import type { JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';

/** Null when the batch has no job for this row. */
export async function readJobState(
  db: Queryable,
  batchId: string,
  rowIndex: number,
): Promise<JobState | null> {
  const { rows } = await db.query<{ state: JobState }>(
    'select state from job where batch_id = $1 and row_index = $2',
    [batchId, rowIndex],
  );
  return rows[0]?.state ?? null;
}
