import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A bearer secret of 256 random bits; shown once, only its hash is stored. */
export function makeSecretToken(prefix = ''): string {
  return `${prefix}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
}

/** SHA-256 in hex. Enough for random secrets; passwords need a slow hash instead. */
export function hashSecretToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
