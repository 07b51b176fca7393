import { writeAudit } from '../../db/audit';
import type { Context } from '../context';
import { getSession, type SessionView } from './session-view';

/**
 * Has a worker sign in anew, whatever is stored; the session's state tells how it went.
 * @throws NotFoundError `session_not_found`
 */
export async function requestSignIn(
  context: Context,
  input: { readonly name: string },
): Promise<SessionView> {
  const session = await getSession(context, input);
  await context.queue.send('sign-in-session', { name: session.name });
  await writeAudit(context.db, context.actor, {
    action: 'session.sign_in',
    entity: 'session',
    entityId: session.name,
  });
  return session;
}
