import type { Queryable } from '../transaction';

/** How many of these rows have a job in the batch. */
export async function countExistingJobs(
  db: Queryable,
  batchId: string,
  rowIndexes: readonly number[],
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*)::int as count from job where batch_id = $1 and row_index = any($2)',
    [batchId, rowIndexes],
  );
  return rows[0]?.count ?? 0;
}
