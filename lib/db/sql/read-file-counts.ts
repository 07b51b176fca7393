import type { Queryable } from '../transaction';

/** How many rows a file has; empty ones are counted apart. */
export async function readFileCounts(
  db: Queryable,
  uploadId: string,
): Promise<{ rowCount: number; emptyCount: number }> {
  const { rows } = await db.query<{ rowCount: number; emptyCount: number }>(
    `select row_count as "rowCount", empty_count as "emptyCount" from upload where id = $1`,
    [uploadId],
  );
  return rows[0] ?? { rowCount: 0, emptyCount: 0 };
}
