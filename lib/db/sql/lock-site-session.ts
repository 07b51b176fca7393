import type { Pool } from 'pg';

const SQL = `
update site_session
   set locked_by = $2, locked_until = now() + make_interval(secs => $3)
 where name = $1 and state_version = $4 and (locked_until is null or locked_until < now())`;

export interface SiteSessionLock {
  readonly name: string;
  /** Who holds the lock: one id for each sign-in. */
  readonly holderId: string;
}

/**
 * Takes the only right to sign in to this account, for some seconds.
 * @param seen the state version that needs signing in: when somebody signed in meanwhile, there is nothing to do
 * @returns false when somebody else holds the lock or the state is another one by now
 */
export async function lockSiteSession(
  pool: Pool,
  lock: SiteSessionLock,
  seen: { readonly stateVersion: number; readonly seconds: number },
): Promise<boolean> {
  const { rowCount } = await pool.query(SQL, [lock.name, lock.holderId, seen.seconds, seen.stateVersion]);
  return rowCount === 1;
}
