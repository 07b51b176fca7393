import type { Pool } from 'pg';
import type { SessionFailure } from '../../domain/session';
import type { StoredSecret } from './use-secrets';

/** A stored login as a worker needs it. */
export interface UsedSiteSession {
  readonly name: string;
  readonly automationName: string;
  /** Input of that automation -> text that may name secrets. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Null before the first sign-in and after the login was lost. */
  readonly sealed: Omit<StoredSecret, 'name'> | null;
  readonly stateVersion: number;
  /** Nothing has shown for a while that the site still knows the login. */
  readonly isStale: boolean;
  /** Of the last sign-in, when it is so recent that trying again would only bring the account closer to being locked. */
  readonly recentFailure: SessionFailure | null;
}

/** A login that worked this long ago is asked for before it is used. */
const STALE_AFTER_MINUTES = 10;
/** After a refused sign-in nobody tries again by themselves for this long. */
const REFUSED_FOR_SECONDS = 60;

// Rows of many lanes use one login: its row is noted once a minute, and only by the first of them.
const SQL = `
with due as (
  select name from site_session
   where name = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')
     for update skip locked
), noted as (
  update site_session set last_used_at = now() where name in (select name from due)
)
select name, automation_name as "automationName", inputs, state_version as "stateVersion",
       ciphertext, nonce, tag, key_id as "keyId",
       coalesce(confirmed_at < now() - make_interval(mins => $2), true) as "isStale",
       case when failed_at > now() - make_interval(secs => $3) then failure end as "recentFailure"
  from site_session where name = $1`;

type Row = Omit<UsedSiteSession, 'sealed'> & {
  readonly [K in keyof Omit<StoredSecret, 'name'>]: StoredSecret[K] | null;
};

/** The stored login of this name and a note that it is used now; null when there is none. */
export async function useSiteSession(pool: Pool, name: string): Promise<UsedSiteSession | null> {
  const { rows } = await pool.query<Row>({
    name: 'use-site-session',
    text: SQL,
    values: [name, STALE_AFTER_MINUTES, REFUSED_FOR_SECONDS],
  });
  const [row] = rows;
  if (!row) return null;
  const { ciphertext, nonce, tag, keyId, ...rest } = row;
  const isStored = ciphertext !== null && nonce !== null && tag !== null && keyId !== null;
  return { ...rest, sealed: isStored ? { ciphertext, nonce, tag, keyId } : null };
}
