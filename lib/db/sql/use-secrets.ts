import type { Pool } from 'pg';

export interface StoredSecret {
  readonly name: string;
  readonly ciphertext: Buffer;
  readonly nonce: Buffer;
  readonly tag: Buffer;
  readonly keyId: string;
}

// Many rows a second may use one secret: its row is written once a minute, and only by the first of them.
const SQL = `
with due as (
  select name from secret
   where name = any($1) and (last_used_at is null or last_used_at < now() - interval '1 minute')
     for update skip locked
), noted as (
  update secret set last_used_at = now() where name in (select name from due)
)
select name, ciphertext, nonce, tag, key_id as "keyId" from secret where name = any($1)`;

/** The secrets of these names, as far as they are set, and a note that they are used now. */
export async function useSecrets(pool: Pool, names: readonly string[]): Promise<StoredSecret[]> {
  const { rows } = await pool.query<StoredSecret>({ name: 'use-secrets', text: SQL, values: [names] });
  return rows;
}
