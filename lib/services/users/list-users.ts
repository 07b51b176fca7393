import type { Role } from '../../domain/role';
import type { Context } from '../context';

export interface UserItem {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
}

/** All members, the oldest first. */
export function listUsers(context: Context): Promise<UserItem[]> {
  return context.db.prisma.user.findMany({
    select: { id: true, name: true, email: true, role: true, disabledAt: true, createdAt: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}
