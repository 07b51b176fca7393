import { writeAudit } from '../../db/audit';
import { ConflictError, NotFoundError } from '../../domain/errors';
import type { Context } from '../context';
import { secretUsers } from './secret-users';

/**
 * Deletes a secret for good. One that an automation uses only with `isForced`: its rows would fail from now on.
 * @throws NotFoundError `secret_not_found`; ConflictError `secret_in_use`
 */
export async function deleteSecret(
  context: Context,
  input: { readonly name: string; readonly isForced: boolean },
): Promise<void> {
  const { name, isForced } = input;
  const users = (await secretUsers(context.db)).get(name) ?? [];
  const isKnown = (await context.db.prisma.secret.count({ where: { name } })) > 0;
  if (isKnown && users.length > 0 && !isForced) {
    throw new ConflictError(
      'secret_in_use',
      `${users.join(', ')} ${users.length === 1 ? 'uses' : 'use'} the secret ${name}. Take it out there first, or force the deletion.`,
      { automations: users },
    );
  }
  const { count } = await context.db.prisma.secret.deleteMany({ where: { name } });
  if (count === 0) throw new NotFoundError('secret_not_found', `There is no secret ${name}.`);
  await writeAudit(context.db, context.actor, { action: 'secret.delete', entity: 'secret', entityId: name });
}
