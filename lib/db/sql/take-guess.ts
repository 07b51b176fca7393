import type { Queryable } from '../transaction';

// Only `key` may be taken already: an `id` that two first guesses share would fail the later one.
const SQL = `
insert into rate_limit as r (id, key, count, last_request) values (gen_random_uuid()::text, $1, 1, $2)
on conflict (key) do update set
  count = case when r.last_request < $2 - $3 then 1 else r.count + 1 end,
  last_request = case when r.last_request < $2 - $3 then $2 else r.last_request end
returning count`;

const GIVE_BACK_SQL = `update rate_limit set count = greatest(count - 1, 0) where key = $1`;

/** Counts one guess at something and gives how many there were within the window, in milliseconds. */
export async function takeGuess(db: Queryable, key: string, windowMs: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(SQL, [key, Date.now(), windowMs]);
  return rows[0]?.count ?? 1;
}

/** Takes back a guess that was none: it was right. */
export async function giveGuessBack(db: Queryable, key: string): Promise<void> {
  await db.query(GIVE_BACK_SQL, [key]);
}
