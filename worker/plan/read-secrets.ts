import type { StoredSecret } from '../../lib/db/sql/use-secrets';
import { type KeyRing, UnreadableSecret } from '../../lib/secrets/key-ring';

/** The values of the secrets that are set among these names. @throws UnreadableSecret */
export type ReadSecrets = (names: ReadonlySet<string>) => Promise<ReadonlyMap<string, string>>;

/**
 * Reads and decrypts at every row that needs a secret: one small query, so that a value that was replaced or deleted is
 * never used again, and none stays in memory longer than its row.
 */
export function createSecretReader(
  load: (names: readonly string[]) => Promise<readonly StoredSecret[]>,
  findKeys: () => KeyRing | null,
): ReadSecrets {
  let keys: KeyRing | null = null;
  return async (names) => {
    if (names.size === 0) return new Map();
    const secrets = await load([...names]);
    keys ??= secrets.length > 0 ? findKeys() : null;
    return new Map(secrets.map((secret) => [secret.name, requireKeys(keys).open(secret.name, secret)]));
  };
}

/** @throws UnreadableSecret when there is no key */
export function requireKeys(keys: KeyRing | null): KeyRing {
  if (keys) return keys;
  throw new UnreadableSecret(
    'This worker has no key for secrets: give it the FURROW_SECRET_KEY of the web process, or the same data folder.',
  );
}
