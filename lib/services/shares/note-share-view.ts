import { hashSecretToken } from '../../auth/secret-token';
import { writeAudit } from '../../db/audit';
import { takeGuess } from '../../db/sql/take-guess';
import type { EnteredShare } from './enter-share';

const HOUR_MS = 3_600_000;
/** Whoever pretends to be many visitors must not fill the audit. */
const NOTED_AN_HOUR = 100;

/** Counts one opening of a shared page. */
export async function countShareView({ context, share }: EnteredShare): Promise<void> {
  await context.db.prisma.share.update({
    where: { id: share.id },
    data: { viewCount: { increment: 1 }, viewedAt: new Date() },
  });
}

/**
 * Writes into the audit that a visitor reads by the link: once an hour for each visitor, so that a page that renews
 * itself is one entry, and at most 100 times an hour for each link.
 * @param visitor what tells visitors apart, such as the address they come from; only its hash is kept
 */
export async function noteShareView({ context, share }: EnteredShare, visitor: string): Promise<void> {
  const { pool } = context.db;
  const key = `share-view:${share.id}`;
  if ((await takeGuess(pool, `${key}:${hashSecretToken(visitor)}`, HOUR_MS)) > 1) return;
  if ((await takeGuess(pool, key, HOUR_MS)) > NOTED_AN_HOUR) return;
  await writeAudit(context.db, context.actor, {
    action: 'share.view',
    entity: 'share',
    entityId: share.id,
    batchId: share.batchId,
  });
}
