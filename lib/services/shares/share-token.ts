import { createHash, randomBytes } from 'node:crypto';

/** A new share token: 32 random bytes; only its hash is stored, so it can be shown once. */
export function newShareToken(): { token: string; tokenHash: string; hint: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashShareToken(token), hint: token.slice(0, 6) };
}

/** SHA-256, hex. The token has 256 random bits, so no slow hash is needed. */
export function hashShareToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
