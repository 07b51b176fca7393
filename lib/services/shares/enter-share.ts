import { giveGuessBack, takeGuess } from '../../db/sql/take-guess';
import { ForbiddenError } from '../../domain/errors';
import type { Context } from '../context';
import { findShare, type OpenShare, openShare } from './open-share';

const WINDOW_MS = 60_000;
const GUESSES = 20;

/** A shared link opened, and the context in which its visitor reads: as the link, never as a person. */
export interface EnteredShare extends OpenShare {
  readonly context: Context;
}

/**
 * Opens a link for a visitor. Of one link 20 wrong passwords can be tried a minute; right ones do not count, as a page
 * that renews itself brings the password with each request.
 * @throws as findShare and openShare, ForbiddenError `too_many_attempts`
 */
export async function enterShare(
  context: Context,
  input: { token: string; password?: string | undefined },
): Promise<EnteredShare> {
  // First, so that made up links leave nothing behind.
  const share = await findShare(context, input.token);
  const key = `share:${share.tokenHash}`;
  // Counted before it is checked: guesses that are made at once count as well.
  if (input.password !== undefined) await countGuess(context, key);
  const open = await openShare(share, input.password);
  if (input.password !== undefined) await giveGuessBack(context.db.pool, key);
  const { id: shareId, batchId } = open.share;
  return { ...open, context: { ...context, actor: { type: 'share', shareId, batchId } } };
}

async function countGuess(context: Context, key: string): Promise<void> {
  const guesses = await takeGuess(context.db.pool, key, WINDOW_MS);
  if (guesses <= GUESSES) return;
  throw new ForbiddenError('too_many_attempts', 'Too many passwords were tried: wait a minute.');
}
