import { latestDueTimes, nextDueTime } from '../../cron/due-times';
import { newId } from '../../db/new-id';
import { findOpenRun, type OpenRun } from '../../db/sql/find-open-run';
import { insertScheduleRun, type NewScheduleRun, pruneScheduleRuns } from '../../db/sql/insert-schedule-run';
import { type LockedSchedule, lockDueSchedule } from '../../db/sql/lock-schedule';
import { moveSchedule, pauseSchedule } from '../../db/sql/move-schedule';
import { inTransaction, type Queryable } from '../../db/transaction';
import type { Context } from '../context';

/** A run whose batch is to be made. */
export interface ClaimedRun {
  readonly scheduleId: string;
  readonly dueAt: Date;
  readonly batchId: string;
}

/** Of a long silence, so many missed times are noted one by one. */
const LISTED_MISSES = 100;
const RUNS_KEPT_DAYS = 90;

/**
 * Takes the due times of one schedule, in one transaction that locks it: the latest becomes a run, earlier ones are
 * noted as missed. While a batch of the schedule has not ended the run is noted as skipped.
 * @returns null when no schedule is due; `run` is null when there is no batch to make.
 */
export function claimDueRun(context: Pick<Context, 'db'>): Promise<{ run: ClaimedRun | null } | null> {
  return inTransaction(context.db.pool, async (client) => {
    const schedule = await lockDueSchedule(client);
    if (!schedule) return null;
    const times = timesOf(schedule);
    if (times === null) {
      const text = `This system does not know the time zone ${schedule.timeZone}: choose another.`;
      await pauseSchedule(client, schedule.id, { code: 'cron_invalid', text });
      return { run: null };
    }
    await moveSchedule(client, schedule.id, times.next);
    await pruneScheduleRuns(client, schedule.id, RUNS_KEPT_DAYS);
    await noteMissed(client, schedule.id, times.missed);
    return { run: await beginRun(client, schedule.id, times.latest, 'time') };
  });
}

interface DueTimes {
  readonly latest: Date;
  readonly missed: readonly Date[];
  readonly next: Date;
}

/** Null when the expression, checked when it was stored, says nothing here. */
function timesOf(schedule: LockedSchedule): DueTimes | null {
  const first = schedule.nextDueAt ?? schedule.now;
  try {
    const passed = latestDueTimes(schedule, schedule.now, LISTED_MISSES + 1).filter((time) => time >= first);
    const next = nextDueTime(schedule, schedule.now);
    const [latest = first, ...missed] = passed;
    return next && { latest, missed, next };
  } catch {
    return null;
  }
}

async function noteMissed(client: Queryable, scheduleId: string, missed: readonly Date[]): Promise<void> {
  for (const [index, dueAt] of missed.entries()) {
    const earlier = index === LISTED_MISSES - 1 ? ' Earlier times are not listed.' : '';
    await insertScheduleRun(client, {
      ...{ scheduleId, dueAt, cause: 'time', state: 'missed', code: 'no_worker' },
      message: `No worker was running at that time.${earlier}`,
    });
  }
}

/**
 * Notes the run of one due time of a locked schedule. Null when it is noted already, or skipped because a batch has
 * not ended.
 */
export async function beginRun(
  client: Queryable,
  scheduleId: string,
  dueAt: Date,
  cause: NewScheduleRun['cause'],
): Promise<ClaimedRun | null> {
  const open = await findOpenRun(client, scheduleId);
  if (open) {
    await insertScheduleRun(client, { scheduleId, dueAt, cause, ...skipped(open) });
    return null;
  }
  const batchId = newId();
  const isOurs = await insertScheduleRun(client, { scheduleId, dueAt, cause, state: 'creating', batchId });
  return isOurs ? { scheduleId, dueAt, batchId } : null;
}

function skipped(open: OpenRun): Pick<NewScheduleRun, 'state' | 'code' | 'message' | 'blockedByBatchId'> {
  return {
    ...{ state: 'skipped', code: 'batch_not_ended', message: openText(open) },
    blockedByBatchId: open.batchId,
  };
}

export function openText({ batchName, batchState }: OpenRun): string {
  if (batchName === null) return 'The batch before is still being made.';
  return `${batchName} has not ended: it is ${batchState}.`;
}
