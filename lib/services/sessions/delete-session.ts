import { writeAudit } from '../../db/audit';
import { ConflictError, NotFoundError } from '../../domain/errors';
import type { Context } from '../context';
import { sessionUsers } from './session-users';

/**
 * Deletes a stored login for good. One that an automation names only with `isForced`: its rows would fail from now on.
 * @throws NotFoundError `session_not_found`; ConflictError `session_in_use`
 */
export async function deleteSession(
  context: Context,
  input: { readonly name: string; readonly isForced: boolean },
): Promise<void> {
  const { name, isForced } = input;
  const users = (await sessionUsers(context.db)).get(name) ?? [];
  if (users.length > 0 && !isForced) {
    throw new ConflictError(
      'session_in_use',
      `${users.join(', ')} ${users.length === 1 ? 'runs' : 'run'} with the session ${name}. Take it out there first, or force the deletion.`,
      { automations: users },
    );
  }
  const { count } = await context.db.prisma.siteSession.deleteMany({ where: { name } });
  if (count === 0) throw new NotFoundError('session_not_found', `There is no session ${name}.`);
  await writeAudit(context.db, context.actor, {
    action: 'session.delete',
    entity: 'session',
    entityId: name,
  });
}
