import { writeAudit } from '../../db/audit';
import { findOpenRun } from '../../db/sql/find-open-run';
import { lockSchedule } from '../../db/sql/lock-schedule';
import { inTransaction } from '../../db/transaction';
import { ConflictError } from '../../domain/errors';
import type { BatchView } from '../batches/batch-view';
import type { Context } from '../context';
import { beginRun, type ClaimedRun, openText } from './claim-due-run';
import { findSchedule, scheduleNotFound } from './find-schedule';
import { fulfilRun } from './fulfil-run';

/**
 * Runs a schedule now, also while it is paused; its due times stay as they are.
 * @throws NotFoundError; ConflictError `schedule_running` while a batch of it has not ended, or the code of its pause;
 * whatever creating a batch refuses
 */
export async function runSchedule(context: Context, input: { scheduleId: string }): Promise<BatchView> {
  const { id } = await findSchedule(context.db, input.scheduleId);
  const run = await begin(context, id);
  const batch = await fulfilRun(context, run);
  await writeAudit(context.db, context.actor, {
    ...{ action: 'schedule.run', entity: 'schedule', entityId: id, batchId: batch.id },
  });
  return batch;
}

function begin(context: Context, scheduleId: string): Promise<ClaimedRun> {
  return inTransaction(context.db.pool, async (client) => {
    const schedule = await lockSchedule(client, scheduleId);
    if (!schedule) throw scheduleNotFound(scheduleId);
    const open = await findOpenRun(client, scheduleId);
    const run = open ? null : await beginRun(client, scheduleId, schedule.now, 'person');
    if (run) return run;
    const why = open ? openText(open) : 'It has just been run.';
    throw new ConflictError('schedule_running', `${why} Wait for its end, or stop it.`, {
      batch_id: open?.batchId ?? null,
    });
  });
}
