import type { ExclusionReason } from '../../domain/exclusion';
import type { Queryable } from '../transaction';

/** How many rows a batch leaves out, by reason. */
export async function countExclusions(
  db: Queryable,
  batchId: string,
): Promise<ReadonlyMap<ExclusionReason, number>> {
  const { rows } = await db.query<{ reason: ExclusionReason; count: number }>(
    `select reason, count(*)::int as count from excluded_row where batch_id = $1 group by reason order by reason`,
    [batchId],
  );
  return new Map(rows.map((row) => [row.reason, row.count]));
}
