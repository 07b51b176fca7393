import type { Queryable } from '../transaction';

const SQL = `
select count(*)::int as count from worker
 where stopped_at is null and seen_at > now() - interval '15 seconds'`;

/** Live workers that take rows: not those that drain. */
export async function countTakingWorkers(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(`${SQL} and not is_draining`);
  return rows[0]?.count ?? 0;
}

/** Workers that renewed their heartbeat lately, by the database's clock. */
export async function countLiveWorkers(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(SQL);
  return rows[0]?.count ?? 0;
}
