import { writeAudit } from '../../db/audit';
import { updateMember } from '../../db/sql/update-member';
import { ConflictError, NotFoundError } from '../../domain/errors';
import type { Role } from '../../domain/role';
import type { Context } from '../context';
import type { UserItem } from './list-users';

export interface UserChange {
  readonly userId: string;
  readonly role?: Role | undefined;
  readonly isDisabled?: boolean | undefined;
}

/**
 * Changes a member's role, or disables or enables the account. Disabling ends all its sessions at once; its tokens
 * stop working while it is disabled.
 * @throws ConflictError `last_administrator`
 */
export async function updateUser(context: Context, change: UserChange): Promise<UserItem> {
  const { userId, role, isDisabled } = change;
  await findUser(context, userId);
  const isChanged = await updateMember(context.db.pool, {
    userId,
    ...(role === undefined ? {} : { role }),
    ...(isDisabled === undefined ? {} : { isDisabled }),
  });
  if (!isChanged) {
    throw new ConflictError(
      'last_administrator',
      'This is the only administrator: make somebody else administrator first.',
    );
  }
  if (isDisabled) await context.db.prisma.session.deleteMany({ where: { userId } });
  await writeAudit(context.db, context.actor, {
    action: 'user.update',
    entity: 'user',
    entityId: userId,
    details: { role: role ?? null, isDisabled: isDisabled ?? null },
  });
  return findUser(context, userId);
}

async function findUser(context: Context, userId: string): Promise<UserItem> {
  const user = await context.db.prisma.user.findUnique({ where: { id: userId } });
  if (!user) throw new NotFoundError('user_not_found', 'There is no such user.');
  return user;
}
