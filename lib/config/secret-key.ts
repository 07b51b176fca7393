import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../domain/errors';

type SecretKeySettings = {
  readonly FURROW_SECRET_KEY?: string | undefined;
  readonly FURROW_DATA_DIR: string;
};

/**
 * The secret that signs sessions and encrypts stored secrets: FURROW_SECRET_KEY, else `secret-key` in the data
 * folder (mode 0600), created on first use. Several processes asking at once get the same key.
 */
export function readSecretKey(env: SecretKeySettings): string {
  const existing = findSecretKey(env);
  if (existing !== null) return existing;
  const path = secretKeyPath(env);
  createKeyFile(path, randomBytes(32).toString('base64url'));
  return readKeyFile(path) ?? '';
}

/** The same, but null where there is none: nothing is created. */
export function findSecretKey(env: SecretKeySettings): string | null {
  return env.FURROW_SECRET_KEY ?? readKeyFile(secretKeyPath(env));
}

/** Puts a key of before in place, where there is none yet. */
export function keepSecretKey(env: SecretKeySettings, key: string): void {
  if (findSecretKey(env) === null) createKeyFile(secretKeyPath(env), key);
}

/** The file that holds the key when FURROW_SECRET_KEY does not. */
export function secretKeyPath(env: SecretKeySettings): string {
  return join(env.FURROW_DATA_DIR, 'secret-key');
}

function readKeyFile(path: string): string | null {
  let key: string;
  try {
    key = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (key.length < 32) {
    throw new ConfigurationError(
      `FURROW_SECRET_KEY is not set and ${path} holds no key of at least 32 characters. ` +
        'Put the old key back (stored secrets need it), or delete the file to begin with a new one',
      { path },
    );
  }
  return key;
}

/** Written aside and linked into place: `link` fails when another process was first, and never shows half a file. */
function createKeyFile(path: string, key: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, `${key}\n`, { mode: 0o600 });
  chmodSync(aside, 0o600);
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside);
  }
}
