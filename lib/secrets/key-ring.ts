import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { BatchEngineError } from '../domain/errors';

/** A value as the database keeps it. */
export interface SealedValue {
  readonly ciphertext: Uint8Array;
  readonly nonce: Uint8Array;
  readonly tag: Uint8Array;
  readonly keyId: string;
}

/** The installation's key, and older ones that can still open what they sealed. */
export interface KeyRing {
  /** Names the key that seals. Tells nothing about it. */
  readonly keyId: string;
  canOpen(keyId: string): boolean;
  /** @param name of the secret: a value moved to another name does not open any more. */
  seal(name: string, value: string): SealedValue;
  /** @throws UnreadableSecret */
  open(name: string, sealed: SealedValue): string;
}

/** The value cannot be decrypted here; the message says why and what to do, never the value. */
export class UnreadableSecret extends BatchEngineError {
  constructor(message: string) {
    super('secret_unreadable', message);
  }
}

const NONCE_BYTES = 12;

/** @param keys FURROW_SECRET_KEY first, then older ones. */
export function createKeyRing(keys: readonly [string, ...string[]]): KeyRing {
  const [current, ...older] = keys.map(deriveKey) as [DerivedKey, ...DerivedKey[]];
  const find = (keyId: string) => [current, ...older].find(({ id }) => id === keyId);
  return {
    keyId: current.id,
    canOpen: (keyId) => find(keyId) !== undefined,
    seal: (name, value) => seal(current, name, value),
    open: (name, sealed) => {
      const key = find(sealed.keyId);
      if (key) return open(key, name, sealed);
      throw new UnreadableSecret(
        `The secret ${name} was encrypted with another key than this process has. ${KEY_ADVICE}`,
      );
    },
  };
}

/** What to do when the key is not the one that secrets were encrypted with. */
export const KEY_ADVICE =
  'Put the right FURROW_SECRET_KEY (or the file secret-key of the data folder) back, or set the secret again.';

/** Which key this is, as rows note it. */
export function keyIdOf(key: string): string {
  return deriveKey(key).id;
}

interface DerivedKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** Not the installation's key itself: sessions are signed with another one derived from it. */
function deriveKey(key: string): DerivedKey {
  const bytes = Buffer.from(hkdfSync('sha256', key, '', 'furrow secrets', 40));
  return { key: bytes.subarray(0, 32), id: bytes.subarray(32).toString('hex') };
}

function seal({ id, key }: DerivedKey, name: string, value: string): SealedValue {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  const ciphertext = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return { ciphertext, nonce, tag: cipher.getAuthTag(), keyId: id };
}

function open({ key }: DerivedKey, name: string, { ciphertext, nonce, tag }: SealedValue): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(name)).setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  } catch {
    throw new UnreadableSecret(
      `The secret ${name} was changed or moved outside of Furrow and does not decrypt: set it again.`,
    );
  }
}
