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
  if (env.FURROW_SECRET_KEY) return env.FURROW_SECRET_KEY;
  const path = join(env.FURROW_DATA_DIR, 'secret-key');
  const existing = readKeyFile(path);
  if (existing !== null) return existing;
  createKeyFile(path, randomBytes(32).toString('base64url'));
  return readKeyFile(path) ?? '';
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
