import type { Queryable } from '../transaction';

/** Removes counts of guesses and visits whose last window began before `before`, in milliseconds since 1970. */
export async function deleteGuesses(db: Queryable, before: number): Promise<void> {
  await db.query('delete from rate_limit where last_request < $1', [before]);
}
