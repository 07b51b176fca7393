import type { BatchView } from '../lib/services/batches/batch-view';
import type { Context } from '../lib/services/context';
import { listJobs } from '../lib/services/jobs/list-jobs';
import { resolveJobs } from '../lib/services/jobs/resolve-jobs';

const PAGE_ROWS = 200;

/** Resolves unconfirmed rows (all, or those given) to pending, page by page. @returns how many */
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
    const rows = page.items.map((job) => job.rowIndex).filter((row) => !wanted || wanted.has(row));
    if (rows.length > 0)
      await resolveJobs(context, { batchId: batch.id, rowIndexes: rows, status: 'pending' });
    count += rows.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return count;
}
