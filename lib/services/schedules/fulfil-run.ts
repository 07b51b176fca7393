import { writeAudit } from '../../db/audit';
import type { Schedule } from '../../db/records';
import { noteRunFailed, noteRunStarted, type RunKey } from '../../db/sql/end-schedule-run';
import { pauseSchedule } from '../../db/sql/move-schedule';
import { BatchEngineError, ConflictError } from '../../domain/errors';
import { type SchedulePause, type SchedulePlan, scheduledBatchName } from '../../domain/schedule';
import type { BatchView } from '../batches/batch-view';
import { createBatch } from '../batches/create-batch';
import type { CreateBatchInput } from '../batches/plan-batch';
import type { Context } from '../context';
import type { ClaimedRun } from './claim-due-run';
import { findUnfitness } from './schedule-fitness';

/**
 * Makes the batch of a run that was begun, or finds it made. A refusal is noted with the run and thrown; a schedule
 * that cannot run any more is paused. Whatever else goes wrong leaves the run to the next who looks.
 */
export async function fulfilRun(context: Context, run: ClaimedRun): Promise<BatchView> {
  try {
    const schedule = await requireFit(context, run);
    const origin = { batchId: run.batchId, ownerId: schedule.ownerId, ownerName: schedule.ownerName };
    const batch = await createBatch(context, toBatchInput(schedule, run.dueAt), origin);
    await noteRunStarted(context.db.pool, run);
    return batch;
  } catch (error) {
    if (error instanceof BatchEngineError) await noteRunFailed(context.db.pool, run, error);
    throw error;
  }
}

async function requireFit(context: Context, { scheduleId }: RunKey): Promise<Schedule> {
  const schedule = await context.db.prisma.schedule.findUnique({ where: { id: scheduleId } });
  if (!schedule) throw new ConflictError('schedule_gone', 'The schedule was deleted.');
  const unfit = await findUnfitness(context.db, schedule);
  if (!unfit) return schedule;
  await pauseItself(context, schedule.id, unfit);
  throw new ConflictError(unfit.code, unfit.text);
}

async function pauseItself(context: Context, scheduleId: string, pause: SchedulePause): Promise<void> {
  if (!(await pauseSchedule(context.db.pool, scheduleId, pause))) return;
  await writeAudit(
    context.db,
    { type: 'system', name: 'schedule' },
    {
      ...{ action: 'schedule.pause', entity: 'schedule', entityId: scheduleId },
      details: { code: pause.code },
    },
  );
}

function toBatchInput(schedule: Schedule, dueAt: Date): CreateBatchInput {
  const { bindings, vars, rows, limit, settings } = schedule.plan as SchedulePlan;
  return {
    uploadId: schedule.uploadId ?? '',
    automation: schedule.automationName ?? undefined,
    automationVersion: schedule.automationVersion ?? undefined,
    name: scheduledBatchName(schedule.name, schedule.timeZone, dueAt),
    ...{ bindings, vars, rows, settings },
    limit: limit ?? undefined,
    start: true,
  };
}
