import { findSecretKey, readSecretKey, secretKeyPath } from '../../config/secret-key';
import type { Database } from '../../db/connect';
import { ConfigurationError } from '../../domain/errors';
import { createKeyRing, type KeyRing, keyIdOf } from '../../secrets/key-ring';

export interface KeySettings {
  readonly FURROW_SECRET_KEY?: string | undefined;
  readonly FURROW_SECRET_KEY_OLD?: string | undefined;
  readonly FURROW_DATA_DIR: string;
}

export interface OpenedKeys {
  readonly ring: KeyRing;
  /** The installation's key itself, for what else is derived from it. */
  readonly key: string;
}

/**
 * The installation's keys. A first key is created only while nothing is encrypted with another one.
 * @throws ConfigurationError when there is no key but there are secrets
 */
export async function openKeyRing(db: Database, env: KeySettings): Promise<OpenedKeys> {
  const old = env.FURROW_SECRET_KEY_OLD;
  if (findSecretKey(env) === null) await refuseToReplace(db, env);
  const key = readSecretKey(env);
  return { key, ring: createKeyRing(old === undefined ? [key] : [key, old]) };
}

/** The keys as a worker has them: it creates none, so that two machines never come to have two. */
export function findKeyRing(env: KeySettings): KeyRing | null {
  const old = env.FURROW_SECRET_KEY_OLD;
  const key = findSecretKey(env);
  if (key === null) return old === undefined ? null : createKeyRing([old]);
  return createKeyRing(old === undefined ? [key] : [key, old]);
}

/** Enough to look at what is encrypted, and to remove it: without a key nothing opens. */
export function keysToLook(env: KeySettings): Pick<KeyRing, 'canOpen'> {
  return findKeyRing(env) ?? { canOpen: () => false };
}

async function refuseToReplace(db: Database, env: KeySettings): Promise<void> {
  const old = env.FURROW_SECRET_KEY_OLD;
  const kept = old === undefined ? {} : { keyId: { not: keyIdOf(old) } };
  const names = await db.prisma.secret.findMany({ where: kept, select: { name: true }, take: 20 });
  if (names.length === 0) return;
  throw new ConfigurationError(
    `there is no key (FURROW_SECRET_KEY is not set, and ${secretKeyPath(env)} does not exist), but the database holds ` +
      `secrets that were encrypted with one: ${names.map(({ name }) => name).join(', ')}. Put the key back; ` +
      'if it is lost, remove them with "furrow secret delete NAME" and set them again',
  );
}
