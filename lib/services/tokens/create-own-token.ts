import { ForbiddenError } from '../../domain/errors';
import type { Context } from '../context';
import { createToken, type IssuedToken } from './create-token';

/**
 * A token for the person who asks. Tokens cannot make tokens: a stolen one must not outlive its revocation.
 * @param input expiresInSeconds from now; absent: no end
 */
export function createOwnToken(
  context: Context,
  input: { name: string; expiresInSeconds?: number | undefined },
): Promise<IssuedToken> {
  const { actor } = context;
  if (actor.type !== 'user') {
    throw new ForbiddenError('token_needs_person', 'Sign in to make a token: a token cannot make another.');
  }
  const seconds = input.expiresInSeconds;
  const expiresAt = seconds === undefined ? undefined : new Date(Date.now() + seconds * 1000);
  return createToken(context, { userId: actor.userId, name: input.name, expiresAt });
}
