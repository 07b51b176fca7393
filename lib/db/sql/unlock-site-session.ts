import type { Pool } from 'pg';
import type { SessionFailure } from '../../domain/session';
import type { SealedValue } from '../../secrets/key-ring';
import type { SiteSessionLock } from './lock-site-session';

/** How a sign-in or a look at the login ended. */
export type SiteSessionEnd =
  | { readonly kind: 'signed_in'; readonly sealed: SealedValue }
  /** The stored state is still good. */
  | { readonly kind: 'confirmed' }
  /** The site has forgotten the login, and did not answer the sign-in: the next row tries again. */
  | { readonly kind: 'lost' }
  /** The site said no: a person has to look. The state is gone. */
  | { readonly kind: 'refused'; readonly failure: SessionFailure }
  /** The site could not be asked: nothing is known, the next row tries again. */
  | { readonly kind: 'unanswered' };

const SQL = `
update site_session
   set locked_by = null, locked_until = null,
       ciphertext = case when $3 in ('signed_in', 'refused', 'lost') then $4 else ciphertext end,
       nonce = case when $3 in ('signed_in', 'refused', 'lost') then $5 else nonce end,
       tag = case when $3 in ('signed_in', 'refused', 'lost') then $6 else tag end,
       key_id = case when $3 in ('signed_in', 'refused', 'lost') then $7 else key_id end,
       state_version = state_version + case when $3 in ('signed_in', 'refused', 'lost') then 1 else 0 end,
       signed_in_at = case when $3 = 'signed_in' then now() else signed_in_at end,
       confirmed_at = case when $3 in ('signed_in', 'confirmed') then now() else confirmed_at end,
       failure = case when $3 = 'refused' then $8::jsonb when $3 = 'signed_in' then null else failure end,
       failed_at = case when $3 = 'refused' then now() when $3 = 'signed_in' then null else failed_at end
 where name = $1 and locked_by = $2
returning state_version as "stateVersion"`;

/**
 * Notes the end and gives the lock back, both or neither.
 * @returns the state version from now on; null when the lock was lost meanwhile, and nothing was written.
 */
export async function unlockSiteSession(
  pool: Pool,
  lock: SiteSessionLock,
  end: SiteSessionEnd,
): Promise<number | null> {
  const sealed = end.kind === 'signed_in' ? end.sealed : null;
  const { rows } = await pool.query<{ stateVersion: number }>(SQL, [
    lock.name,
    lock.holderId,
    end.kind,
    sealed?.ciphertext ?? null,
    sealed?.nonce ?? null,
    sealed?.tag ?? null,
    sealed?.keyId ?? null,
    end.kind === 'refused' ? JSON.stringify(end.failure) : null,
  ]);
  return rows[0]?.stateVersion ?? null;
}
