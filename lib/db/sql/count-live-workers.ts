import type { Queryable } from '../transaction';

const SQL = `
select count(*)::int as count from worker
 where stopped_at is null and seen_at > now() - interval '15 seconds'`;

/** Workers that renewed their heartbeat lately, by the database's clock. */
export async function countLiveWorkers(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(SQL);
  return rows[0]?.count ?? 0;
}
