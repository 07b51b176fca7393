import type { KeyRing } from '../../secrets/key-ring';
import type { Context } from '../context';
import { secretUsers } from './secret-users';

/** All that anybody is told of a secret. */
export interface SecretItem {
  readonly name: string;
  readonly description: string | null;
  /** False: it was encrypted with a key that this process does not have. */
  readonly isReadable: boolean;
  /** Automations whose newest version uses it. */
  readonly automations: readonly string[];
  /** Who set the value last; null when it was the command line. */
  readonly authorName: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastUsedAt: Date | null;
}

/** All secrets by name, without their values. There are few: no pages. */
export async function listSecrets(
  context: Context & { readonly keys: Pick<KeyRing, 'canOpen'> },
): Promise<SecretItem[]> {
  const { prisma } = context.db;
  const [secrets, users] = await Promise.all([
    prisma.secret.findMany({
      omit: { ciphertext: true, nonce: true, tag: true },
      orderBy: { name: 'asc' },
    }),
    secretUsers(context.db),
  ]);
  const authorIds = secrets.flatMap(({ authorId }) => authorId ?? []);
  const authors = await prisma.user.findMany({
    where: { id: { in: authorIds } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(authors.map(({ id, name }) => [id, name]));
  return secrets.map(({ keyId, authorId, ...secret }) => ({
    ...secret,
    isReadable: context.keys.canOpen(keyId),
    automations: users.get(secret.name) ?? [],
    authorName: nameOf.get(authorId ?? '') ?? null,
  }));
}
