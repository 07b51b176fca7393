import { checkCron } from '../../cron/check-cron';
import { checkTimeZone } from '../../cron/check-time-zone';
import { nextDueTime } from '../../cron/due-times';
import { writeAudit } from '../../db/audit';
import type { JsonInput } from '../../db/records';
import { readNow } from '../../db/sql/read-now';
import type { BatchSettingsInput } from '../../domain/batch-settings';
import type { BindingChoices } from '../../domain/bindings';
import { ConflictError } from '../../domain/errors';
import { actorName, actorUserId, type Context } from '../context';
import { pausedBy, requireName, whenDue } from './create-schedule';
import { findSchedule, type ScheduleRecord, scheduleNotFound } from './find-schedule';
import { replan } from './replan';
import { findUnfitness, isAboutOwner } from './schedule-fitness';
import { type ScheduleView, toScheduleView } from './schedule-view';

export interface ChangeScheduleInput {
  readonly scheduleId: string;
  readonly name?: string | undefined;
  readonly cron?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly isEnabled?: boolean | undefined;
  /** Another file: inputs keep their columns by name. */
  readonly uploadId?: string | undefined;
  /** In place of those it had. */
  readonly bindings?: BindingChoices | undefined;
  /** Only the settings to change. */
  readonly settings?: BatchSettingsInput | undefined;
}

/**
 * Changes a schedule; batches that it made stay as they are. Due times count from now on: none is made up for.
 * @throws NotFoundError, ValidationError as creating one; ConflictError with the code of its pause when it cannot be turned on
 */
export async function changeSchedule(context: Context, input: ChangeScheduleInput): Promise<ScheduleView> {
  const before = await findSchedule(context.db, input.scheduleId);
  const timetable = {
    cron: input.cron === undefined ? before.cron : checkCron(input.cron),
    timeZone: input.timeZone === undefined ? before.timeZone : checkTimeZone(input.timeZone),
  };
  const plan = await replan(context, before, input);
  const next = { ...before, ...plan, ...timetable };
  const { count } = await context.db.prisma.schedule.updateMany({
    where: isStill(before),
    data: {
      ...(input.name === undefined ? {} : { name: requireName(input.name) }),
      ...{ ...timetable, ...plan, updatedAt: new Date() },
      ...(await switched(context, before, next, input.isEnabled)),
    },
  });
  // Somebody changed, paused or deleted it at this moment: lay the change over what there is now.
  if (count === 0) return changeSchedule(context, input);
  await writeAudit(context.db, context.actor, {
    ...{ action: actionOf(before, input.isEnabled), entity: 'schedule', entityId: before.id },
    details: { ...timetable },
  });
  return toScheduleView(await findSchedule(context.db, before.id));
}

/** Only a schedule that nobody has changed since it was read. */
function isStill({ id, cron, timeZone, uploadId, plan, pauseCode, ownerId }: ScheduleRecord) {
  return { id, cron, timeZone, uploadId, plan: { equals: plan as JsonInput }, pauseCode, ownerId };
}

/** When it is due, and whose it is, after the change. */
async function switched(
  context: Context,
  before: ScheduleRecord,
  next: Pick<ScheduleRecord, 'cron' | 'timeZone' | 'uploadId' | 'automationName' | 'ownerId' | 'ownerName'>,
  isEnabled: boolean | undefined,
) {
  if (isEnabled === false) return before.pauseCode === null ? whenDue(pausedBy(context)) : {};
  const wasOn = before.pauseCode === null;
  if (isEnabled === undefined && !wasOn) return {};
  const isSameTime = next.cron === before.cron && next.timeZone === before.timeZone;
  if (wasOn && isSameTime) return {};
  const unfit = await findUnfitness(context.db, next);
  if (unfit && !isAboutOwner(unfit)) throw new ConflictError(unfit.code, unfit.text);
  const owner = unfit ? { ownerId: actorUserId(context.actor), ownerName: actorName(context.actor) } : {};
  return { ...owner, ...whenDue(nextDueTime(next, await readNow(context.db.pool))) };
}

function actionOf({ pauseCode }: ScheduleRecord, isEnabled: boolean | undefined): string {
  if (isEnabled === undefined || isEnabled === (pauseCode === null)) return 'schedule.change';
  return isEnabled ? 'schedule.resume' : 'schedule.pause';
}

/** Deletes a schedule with the list of its runs; its batches stay. @throws NotFoundError */
export async function deleteSchedule(context: Context, input: { scheduleId: string }): Promise<void> {
  const { id } = await findSchedule(context.db, input.scheduleId);
  const { count } = await context.db.prisma.schedule.deleteMany({ where: { id } });
  if (count === 0) throw scheduleNotFound(id);
  await writeAudit(context.db, context.actor, {
    ...{ action: 'schedule.delete', entity: 'schedule', entityId: id },
  });
}
