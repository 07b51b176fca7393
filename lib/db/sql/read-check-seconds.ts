import type { Queryable } from '../transaction';

/** Seconds since a check began, by the database's clock; null when it has not. */
export async function readCheckSeconds(db: Queryable, checkId: string): Promise<number | null> {
  const { rows } = await db.query<{ seconds: number | null }>(
    `select extract(epoch from clock_timestamp() - started_at)::float8 as seconds from upload_check where id = $1`,
    [checkId],
  );
  return rows[0]?.seconds ?? null;
}
