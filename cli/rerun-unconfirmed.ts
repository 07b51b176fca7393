import type { BatchView } from '../lib/services/batches/batch-view';
import type { Context } from '../lib/services/context';
import { listJobs } from '../lib/services/jobs/list-jobs';
import { resolveJob } from '../lib/services/jobs/resolve-job';

const PAGE_ROWS = 200;

/** Resolves unconfirmed rows (all, or those given) to pending, one by one as the audit wants it. @returns how many */
export async function rerunUnconfirmed(
  context: Context,
  batch: BatchView,
  rowIndexes: readonly number[] | undefined,
): Promise<number> {
  const wanted = rowIndexes && new Set(rowIndexes);
  let count = 0;
  let cursor: string | undefined;
  do {
    const filter = { states: ['unconfirmed'] as const };
    const page = await listJobs(context, { batchId: batch.id, filter, limit: PAGE_ROWS, cursor });
    for (const { rowIndex } of page.items) {
      if (wanted && !wanted.has(rowIndex)) continue;
      await resolveJob(context, { batchId: batch.id, rowIndex, status: 'pending' });
      count += 1;
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return count;
}
