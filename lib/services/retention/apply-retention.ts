import {
  countSparedBatches,
  type MarkedBatch,
  markOldBatches,
  type SparedBatches,
} from '../../db/sql/mark-batches-deleted';
import { markOldUploads } from '../../db/sql/mark-uploads-deleted';
import { inTransaction } from '../../db/transaction';
import type { Context } from '../context';
import { forgetOldKeys } from '../idempotency/idempotency-key';
import { noteDeletions } from './note-deletions';

/** Deleted in one transaction: a mark and a line in the audit each. */
const AT_ONCE = 100;
/** As the audit and the metrics name it. */
const BY = { actor: { type: 'system', name: 'retention' }, cause: 'retention' } as const;

export interface RetentionCounts {
  readonly batches: number;
  readonly uploads: number;
  /** Old enough, and not deleted. */
  readonly spared: SparedBatches;
}

const NOTHING: RetentionCounts = { batches: 0, uploads: 0, spared: { unconfirmed: 0, kept: 0 } };

/**
 * Deletes what is older than the installation keeps: finished batches, then files that nothing uses any more. They are marked, and gone
 * for whoever looks; `removeDeleted` removes them. Without a number of days nothing is deleted.
 */
export async function applyRetention(
  context: Pick<Context, 'db' | 'retentionDays'>,
): Promise<RetentionCounts> {
  const { db, retentionDays: days } = context;
  // What a request was answered once; whoever sends it again after a day makes another batch in any case.
  await forgetOldKeys(db.prisma);
  if (days === undefined) return NOTHING;
  const batches = await deleteOldBatches(db, days);
  const uploads = await deleteOldUploads(db, days);
  return { batches, uploads, spared: await countSparedBatches(db.pool, days) };
}

async function deleteOldBatches({ pool }: Context['db'], days: number): Promise<number> {
  let count = 0;
  for (;;) {
    const marked = await inTransaction(pool, async (client) => {
      const batches = await markOldBatches(client, { days, limit: AT_ONCE });
      await noteDeletions(client, { ...BY, entity: 'batch' }, batches.map(deletionOf(days)));
      return batches.length;
    });
    count += marked;
    if (marked < AT_ONCE) return count;
  }
}

function deletionOf(days: number) {
  return ({ id, name, fileRows: rows, finishedAt }: MarkedBatch) => ({
    id,
    details: { name, rows, ended_at: finishedAt?.toISOString() ?? null, days },
  });
}

async function deleteOldUploads({ pool }: Context['db'], days: number): Promise<number> {
  let count = 0;
  let after: string | null = null;
  do {
    const page = await inTransaction(pool, async (client) => {
      const { marked, last } = await markOldUploads(client, { days, after, limit: AT_ONCE });
      const deletions = marked.map(({ id, name, rowCount: rows }) => ({ id, details: { name, rows, days } }));
      await noteDeletions(client, { ...BY, entity: 'upload' }, deletions);
      return { count: marked.length, last };
    });
    count += page.count;
    after = page.last;
  } while (after !== null);
  return count;
}
