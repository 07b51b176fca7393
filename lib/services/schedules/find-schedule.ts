import type { Database } from '../../db/connect';
import type { Batch, Schedule, ScheduleRun } from '../../db/records';
import { NotFoundError } from '../../domain/errors';
import { isId } from '../batches/find-batch';

export type ScheduleRunRecord = ScheduleRun & {
  /** Null also when it was deleted. */
  batch: Pick<Batch, 'id' | 'name' | 'state' | 'outcome' | 'reasonText'> | null;
};

export type ScheduleRecord = Schedule & {
  upload: { filename: string; headers: string[] } | null;
  /** The latest one. */
  runs: ScheduleRunRecord[];
};

export const RUN_INCLUDE = {
  batch: { select: { id: true, name: true, state: true, outcome: true, reasonText: true } },
} as const;

/** What belongs to a schedule wherever it is shown. */
export const SCHEDULE_INCLUDE = {
  upload: { select: { filename: true, headers: true } },
  runs: { orderBy: { dueAt: 'desc' }, take: 1, include: RUN_INCLUDE },
} as const;

/** @throws NotFoundError `schedule_not_found`, also for a text that is no id */
export async function findSchedule(db: Database, scheduleId: string): Promise<ScheduleRecord> {
  const schedule = isId(scheduleId)
    ? await db.prisma.schedule.findUnique({ where: { id: scheduleId }, include: SCHEDULE_INCLUDE })
    : null;
  if (!schedule) throw scheduleNotFound(scheduleId);
  return schedule;
}

export function scheduleNotFound(scheduleId: string): NotFoundError {
  return new NotFoundError('schedule_not_found', `Schedule not found: ${scheduleId}`);
}
