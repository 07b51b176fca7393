import { askLiveView, type SeenLiveView } from '../../db/sql/ask-live-view';
import { findBatch } from '../batches/find-batch';
import type { Context } from '../context';

/**
 * What a running row looks like. Its worker shows it for as long as somebody asks, about once a second, wherever it runs.
 * @returns null while nothing was shown: the worker has not heard yet that somebody looks, or the row does not run
 * @throws NotFoundError
 */
export async function watchRow(
  context: Context,
  { batchId, rowIndex }: { batchId: string; rowIndex: number },
): Promise<SeenLiveView | null> {
  const batch = await findBatch(context.db, batchId);
  return (await askLiveView(context.db.pool, batch.id, rowIndex)) ?? null;
}
