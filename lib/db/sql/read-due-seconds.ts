import type { Queryable } from '../transaction';

/** Seconds until the next schedule is due, by the database's clock; below 0 when one is, null when all are paused. */
export async function readDueSeconds(db: Queryable): Promise<number | null> {
  const { rows } = await db.query<{ seconds: number | null }>(
    `select extract(epoch from min(next_due_at) - now())::float8 as seconds
       from schedule where next_due_at is not null`,
  );
  return rows[0]?.seconds ?? null;
}
