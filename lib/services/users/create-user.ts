import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { writeAudit } from '../../db/audit';
import type { Database } from '../../db/connect';
import { isUniqueViolation } from '../../db/unique-violation';
import type { NewAccount } from '../../domain/account';
import { ConflictError } from '../../domain/errors';
import type { Role } from '../../domain/role';
import type { Context } from '../context';
import type { UserItem } from './list-users';

export type NewUser = NewAccount & { readonly role: Role };

export interface UserToInsert extends NewUser {
  /** Whether somebody other than its bearer named the address. Only then a sign-in provider's account may join it. */
  readonly isAddressConfirmed: boolean;
}

/** Opens an account without an invitation, for an administrator at the command line. */
export async function createUser(context: Context, input: NewUser): Promise<UserItem> {
  const user = await insertUser(context.db.prisma, { ...input, isAddressConfirmed: true });
  await writeAudit(context.db, context.actor, {
    action: 'user.create',
    entity: 'user',
    entityId: user.id,
    details: { role: user.role },
  });
  return user;
}

/**
 * Writes user and password. Runs inside the transaction it is given, if any.
 * @throws ConflictError `email_taken`
 */
export async function insertUser(
  prisma: Pick<Database['prisma'], 'user'>,
  input: UserToInsert,
): Promise<UserItem> {
  const id = randomUUID();
  const password = await hashPassword(input.password);
  const { name, email, role, isAddressConfirmed: emailVerified } = input;
  const account = { id: randomUUID(), accountId: id, providerId: 'credential', password };
  try {
    const data = { id, name, email, emailVerified, role, accounts: { create: account } };
    return await prisma.user.create({ data });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConflictError(
      'email_taken',
      `There is an account for ${email} already: sign in, or use another address.`,
    );
  }
}
