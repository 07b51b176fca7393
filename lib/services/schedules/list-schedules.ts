import { decodeCursor, encodeCursor } from '../../domain/cursor';
import type { Context } from '../context';
import { findSchedule, RUN_INCLUDE, SCHEDULE_INCLUDE } from './find-schedule';
import { type ScheduleRunView, type ScheduleView, toRunView, toScheduleView } from './schedule-view';

interface PageInput {
  readonly cursor?: string | undefined;
  /** 1..100 */
  readonly limit: number;
}

/** One page of schedules, the newest first. @throws ValidationError `cursor_invalid` */
export async function listSchedules(
  context: Context,
  { cursor, limit }: PageInput,
): Promise<{ readonly items: readonly ScheduleView[]; readonly nextCursor: string | null }> {
  const schedules = await context.db.prisma.schedule.findMany({
    where: cursor === undefined ? {} : { id: { lt: String(decodeCursor(cursor, 1)[0]) } },
    orderBy: { id: 'desc' },
    take: limit + 1,
    include: SCHEDULE_INCLUDE,
  });
  const items = schedules.slice(0, limit).map(toScheduleView);
  const last = items.at(-1);
  return { items, nextCursor: schedules.length > limit && last ? encodeCursor([last.id]) : null };
}

/** @throws NotFoundError `schedule_not_found` */
export async function getSchedule(context: Context, input: { scheduleId: string }): Promise<ScheduleView> {
  return toScheduleView(await findSchedule(context.db, input.scheduleId));
}

/** What became of the due times of a schedule, the latest first. @throws NotFoundError, ValidationError `cursor_invalid` */
export async function listScheduleRuns(
  context: Context,
  { scheduleId, cursor, limit }: PageInput & { readonly scheduleId: string },
): Promise<{ readonly items: readonly ScheduleRunView[]; readonly nextCursor: string | null }> {
  const { id } = await findSchedule(context.db, scheduleId);
  const before = cursor === undefined ? undefined : new Date(Number(decodeCursor(cursor, 1)[0]) || 0);
  const runs = await context.db.prisma.scheduleRun.findMany({
    where: { scheduleId: id, ...(before ? { dueAt: { lt: before } } : {}) },
    orderBy: { dueAt: 'desc' },
    take: limit + 1,
    include: RUN_INCLUDE,
  });
  const items = runs.slice(0, limit).map(toRunView);
  const last = items.at(-1);
  return {
    items,
    nextCursor: runs.length > limit && last ? encodeCursor([last.dueAt.getTime()]) : null,
  };
}
