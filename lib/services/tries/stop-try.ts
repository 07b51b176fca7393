import { writeAudit } from '../../db/audit';
import { ConflictError } from '../../domain/errors';
import { stopJobs } from '../batches/stop-batch';
import type { Context } from '../context';
import { getTry, type TryView } from './get-try';

/** Stops a try: at once while it waits, within seconds while it runs. One that has ended stays as it is. */
export async function stopTry(context: Context, input: { tryId: string }): Promise<TryView> {
  const { id, rowIndex } = await getTry(context, input);
  try {
    await stopJobs(context, { batchId: id }, 'try');
    await writeAudit(context.db, context.actor, {
      ...{ action: 'try.stop', entity: 'try', entityId: id, rowIndex },
    });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
  return getTry(context, input);
}
