import { hashSecretToken } from '../../auth/secret-token';

export const RESET_VALID_MS = 3_600_000;

/** Before the hash of a link, in better-auth's table of what was promised for a while. */
export const RESET_PREFIX = 'furrow-password-reset:';

export function resetIdentifier(token: string): string {
  return RESET_PREFIX + hashSecretToken(token);
}
