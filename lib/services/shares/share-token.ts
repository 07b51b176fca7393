import { hashSecretToken, makeSecretToken } from '../../auth/secret-token';

const HINT_LENGTH = 6;

/** A new share token; only its hash is stored, so it can be shown once. */
export function newShareToken(): { token: string; tokenHash: string; hint: string } {
  const token = makeSecretToken();
  return { token, tokenHash: hashSecretToken(token), hint: token.slice(0, HINT_LENGTH) };
}
