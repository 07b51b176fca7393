import { deleteGuesses } from '../../db/sql/delete-guesses';
import type { Context } from '../context';

/** No window in which guesses or visits are counted is longer than an hour. */
const KEPT_MS = 24 * 3_600_000;

/** Removes what was counted of guesses and visitors a day ago. Runs in the background, hourly. */
export async function forgetGuesses({ db }: Context): Promise<void> {
  await deleteGuesses(db.pool, Date.now() - KEPT_MS);
}
