import { randomUUID } from 'node:crypto';
import { hashSecretToken, makeSecretToken } from '../../auth/secret-token';
import { writeAudit } from '../../db/audit';
import type { Context } from '../context';
import type { TokenItem } from './list-tokens';

const PREFIX = 'furrow_';
const HINT_LENGTH = 4;

export interface NewToken {
  /** The user the token acts for, with that user's role. */
  readonly userId: string;
  readonly name: string;
  readonly expiresAt?: Date | undefined;
}

export type IssuedToken = TokenItem & { readonly token: string };

/** A token for programs. Its text is in the answer and nowhere else: only the hash is stored. */
export async function createToken(context: Context, input: NewToken): Promise<IssuedToken> {
  const token = makeSecretToken(PREFIX);
  const created = await context.db.prisma.apiToken.create({
    data: {
      id: randomUUID(),
      userId: input.userId,
      name: input.name,
      tokenHash: hashSecretToken(token),
      hint: `${PREFIX}…${token.slice(-HINT_LENGTH)}`,
      expiresAt: input.expiresAt ?? null,
    },
    omit: { tokenHash: true },
    include: { user: { select: { name: true } } },
  });
  await writeAudit(context.db, context.actor, {
    action: 'token.create',
    entity: 'token',
    entityId: created.id,
  });
  return { ...created, token };
}
