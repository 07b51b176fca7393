import type { BackgroundQueue } from '../../lib/background/queue';
import type { Context } from '../../lib/services/context';
import { applyRetention } from '../../lib/services/retention/apply-retention';
import { removeDeleted } from '../../lib/services/retention/remove-deleted';
import type { WorkerLogger } from '../log';

/**
 * Deletes what is older than the installation keeps, every hour and when a worker starts, and removes what was deleted, also what a
 * process left half removed. One worker at a time does so.
 * @param signal the worker ends
 */
export async function serveRetention(
  queue: BackgroundQueue,
  context: Context,
  log: Pick<WorkerLogger, 'info' | 'debug' | 'error'>,
  signal: AbortSignal,
): Promise<void> {
  await queue.work('retention', async () => {
    try {
      await keepHouse({ ...context, signal }, log);
    } catch (error) {
      // This worker ends: another one goes on.
      if (!signal.aborted) log.error({ err: error, queue: 'retention' }, 'background work failed');
      throw error;
    }
  });
  await queue.send('retention', {});
}

async function keepHouse(
  context: Context & { readonly signal: AbortSignal },
  log: Pick<WorkerLogger, 'info' | 'debug'>,
): Promise<void> {
  const { batches, uploads, spared } = await applyRetention(context);
  const removed = await removeDeleted(context);
  const counts = {
    ...{ days: context.retentionDays, batches, uploads },
    ...{ sparedUnconfirmed: spared.unconfirmed, sparedKept: spared.kept, removed },
  };
  const isNews = batches + uploads + removed.batches + removed.uploads + spared.unconfirmed > 0;
  if (isNews) log.info(counts, 'retention');
  else log.debug(counts, 'retention: nothing to delete');
}
