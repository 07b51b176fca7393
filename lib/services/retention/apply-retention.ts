import { addMetrics } from '../../db/sql/add-metrics';
import { countSparedBatches, markOldBatches, type SparedBatches } from '../../db/sql/mark-batches-deleted';
import { markOldUploads } from '../../db/sql/mark-uploads-deleted';
import { inTransaction, type Queryable } from '../../db/transaction';
import type { CounterName } from '../../domain/metrics';
import type { Context } from '../context';
import { forgetOldKeys } from '../idempotency/idempotency-key';

/** Deleted in one transaction: a mark and a line in the audit each. */
const AT_ONCE = 100;

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
  const batches = await deleteOldBatches(context.db, days);
  const uploads = await deleteOldUploads(context.db, days);
  return { batches, uploads, spared: await countSparedBatches(db.pool, days) };
}

async function deleteOldBatches({ pool }: Context['db'], days: number): Promise<number> {
  let count = 0;
  for (;;) {
    const marked = await inTransaction(pool, async (client) => {
      const batches = await markOldBatches(client, { days, limit: AT_ONCE });
      await countDeleted(client, 'batches_deleted', batches.length);
      return batches.length;
    });
    count += marked;
    if (marked < AT_ONCE) return count;
  }
}

async function deleteOldUploads({ pool }: Context['db'], days: number): Promise<number> {
  let count = 0;
  let after: string | null = null;
  do {
    const page = await inTransaction(pool, async (client) => {
      const marked = await markOldUploads(client, { days, after, limit: AT_ONCE });
      await countDeleted(client, 'uploads_deleted', marked.count);
      return marked;
    });
    count += page.count;
    after = page.last;
  } while (after !== null);
  return count;
}

function countDeleted(client: Queryable, name: CounterName, value: number): Promise<void> {
  return addMetrics(client, value === 0 ? [] : [{ name, labels: { cause: 'retention' }, value }]);
}
