import type { Database } from '../../db/connect';
import type { JsonInput } from '../../db/records';
import { isUniqueViolation } from '../../db/unique-violation';
import { ConflictError, ValidationError } from '../../domain/errors';

const LIFETIME_MS = 24 * 3_600_000;
/** A request that has not answered by then died with its process; its key may be used again. */
const ABANDONED_AFTER_MS = 15 * 60_000;

export interface KeyUse {
  readonly actorId: string;
  readonly key: string;
  readonly requestHash: string;
}

export interface KeptAnswer {
  readonly status: number;
  readonly body: { readonly json: unknown; readonly location: string | null };
}

/**
 * Takes a key for a request, or gives the answer it already had.
 * @throws ConflictError `idempotency_key_in_use` while the first request still runs; ValidationError
 * `idempotency_key_reused` when the key came with another request.
 */
export async function claimKey({ prisma }: Database, use: KeyUse): Promise<KeptAnswer | null> {
  await forgetOldKeys(prisma);
  try {
    await prisma.idempotencyKey.create({ data: use });
    return null;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  const earlier = await prisma.idempotencyKey.findUnique({ where: { actorId_key: idOf(use) } });
  if (earlier && earlier.requestHash !== use.requestHash) {
    const message = 'This Idempotency-Key was used for another request: take a new one.';
    throw new ValidationError('idempotency_key_reused', message);
  }
  if (!earlier || earlier.status === null) {
    const message = 'A request with this Idempotency-Key is still running: wait for it.';
    throw new ConflictError('idempotency_key_in_use', message);
  }
  return { status: earlier.status, body: earlier.body as unknown as KeptAnswer['body'] };
}

export async function keepAnswer({ prisma }: Database, use: KeyUse, answer: KeptAnswer): Promise<void> {
  await prisma.idempotencyKey.update({
    where: { actorId_key: idOf(use) },
    data: { status: answer.status, body: answer.body as unknown as JsonInput },
  });
}

export async function forgetKey({ prisma }: Database, use: KeyUse): Promise<void> {
  await prisma.idempotencyKey.deleteMany({ where: idOf(use) });
}

/** Forgets answers of more than a day ago. */
export async function forgetOldKeys(prisma: Database['prisma']): Promise<void> {
  const now = Date.now();
  await prisma.idempotencyKey.deleteMany({
    where: {
      OR: [
        { createdAt: { lt: new Date(now - LIFETIME_MS) } },
        { createdAt: { lt: new Date(now - ABANDONED_AFTER_MS) }, status: null },
      ],
    },
  });
}

function idOf({ actorId, key }: KeyUse): Pick<KeyUse, 'actorId' | 'key'> {
  return { actorId, key };
}
