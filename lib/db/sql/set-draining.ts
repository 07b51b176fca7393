import type { Queryable } from '../transaction';

const SQL = `
with before as materialized (select id, is_draining from worker where id = $1 and stopped_at is null for update)
update worker w set is_draining = $2 from before where w.id = before.id
returning before.is_draining <> $2 as "isChanged", w.host, w.pid`;

/** Tells a worker to take no more rows, or to take rows again; null when there is none, or it has ended. */
export async function setDraining(
  db: Queryable,
  workerId: string,
  isDraining: boolean,
): Promise<{ readonly isChanged: boolean; readonly host: string; readonly pid: number } | null> {
  const { rows } = await db.query<{ isChanged: boolean; host: string; pid: number }>(SQL, [
    workerId,
    isDraining,
  ]);
  return rows[0] ?? null;
}
