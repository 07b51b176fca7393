import { hashSecretToken } from '../../auth/secret-token';
import { takeGuess } from '../../db/sql/take-guess';
import { ForbiddenError } from '../../domain/errors';
import type { Context } from '../context';
import { type OpenShare, openShare } from './open-share';

const WINDOW_MS = 60_000;
const GUESSES = 20;

/** A shared link opened, and the context in which its visitor reads: as the link, never as a person. */
export interface EnteredShare extends OpenShare {
  readonly context: Context;
}

/**
 * Opens a link for a visitor. Passwords can be tried 20 times a minute.
 * @throws as openShare, ForbiddenError `too_many_attempts`
 */
export async function enterShare(
  context: Context,
  input: { token: string; password?: string | undefined },
): Promise<EnteredShare> {
  if (input.password !== undefined) await countGuess(context, input.token);
  const open = await openShare(context, input);
  const { id: shareId, batchId } = open.share;
  return { ...open, context: { ...context, actor: { type: 'share', shareId, batchId } } };
}

async function countGuess(context: Context, token: string): Promise<void> {
  const guesses = await takeGuess(context.db.pool, `share:${hashSecretToken(token)}`, WINDOW_MS);
  if (guesses <= GUESSES) return;
  throw new ForbiddenError('too_many_attempts', 'Too many passwords were tried: wait a minute.');
}
