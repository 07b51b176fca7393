import { checkCron } from '../../cron/check-cron';
import { checkTimeZone } from '../../cron/check-time-zone';
import { nextDueTime } from '../../cron/due-times';
import { writeAudit } from '../../db/audit';
import { newId } from '../../db/new-id';
import { readNow } from '../../db/sql/read-now';
import { ValidationError } from '../../domain/errors';
import type { SchedulePause } from '../../domain/schedule';
import { type CreateBatchInput, planBatch } from '../batches/plan-batch';
import { actorName, actorUserId, type Context } from '../context';
import { findSchedule } from './find-schedule';
import { planFromBatch } from './plan-from-batch';
import { toSchedulePlan } from './schedule-plan';
import { type ScheduleView, toScheduleView } from './schedule-view';

/** As a batch is created, without a start: every batch of a schedule starts when its rows are in. */
export interface CreateScheduleInput
  extends Omit<CreateBatchInput, 'start' | 'onlyWorkerId' | 'uploadId' | 'name'> {
  readonly uploadId?: string | undefined;
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
  /** The batch to run again: what is not given is taken from it. */
  readonly batchId?: string | undefined;
  /** Default true. */
  readonly isEnabled?: boolean | undefined;
}

/**
 * Creates a schedule over a file that is there. What its batches will be made of is checked now, as a batch's would be.
 * @throws NotFoundError, FileProcessingError; ValidationError `cron_invalid`, `cron_never_due`, `time_zone_unknown`,
 * `upload_missing`, and whatever creating a batch refuses
 */
export async function createSchedule(context: Context, input: CreateScheduleInput): Promise<ScheduleView> {
  const timetable = { cron: checkCron(input.cron), timeZone: checkTimeZone(input.timeZone) };
  const name = requireName(input.name);
  const wanted = await toBatchInput(context, input);
  const { upload, chosen, ...plan } = await planBatch(context, wanted);
  const id = newId();
  const now = await readNow(context.db.pool);
  await context.db.prisma.schedule.create({
    data: {
      ...{ id, name, ...timetable },
      uploadId: upload.id,
      automationName: chosen?.version.name ?? null,
      automationVersion: wanted.automationVersion ?? null,
      plan: toSchedulePlan(wanted, plan),
      ownerId: actorUserId(context.actor),
      ownerName: actorName(context.actor),
      ...whenDue((input.isEnabled ?? true) ? nextDueTime(timetable, now) : pausedBy(context)),
    },
  });
  await writeAudit(context.db, context.actor, {
    ...{ action: 'schedule.create', entity: 'schedule', entityId: id },
    details: { ...timetable },
  });
  return toScheduleView(await findSchedule(context.db, id));
}

/** @throws ValidationError `name_empty` */
export function requireName(text: string): string {
  const name = text.trim();
  if (name !== '') return name;
  throw new ValidationError('name_empty', 'A schedule needs a name.');
}

/** The columns that say when a schedule is due, or why it is not. */
export function whenDue(next: Date | null | SchedulePause) {
  if (next instanceof Date) return { nextDueAt: next, pauseCode: null, pauseText: null };
  const pause = next ?? { code: 'cron_invalid', text: 'It is never due.' };
  return { nextDueAt: null, pauseCode: pause.code, pauseText: pause.text };
}

export function pausedBy(context: Context): SchedulePause {
  return { code: 'person', text: `Paused by ${actorName(context.actor)}` };
}

async function toBatchInput(context: Context, schedule: CreateScheduleInput): Promise<CreateBatchInput> {
  const { batchId, uploadId, cron: _cron, timeZone: _zone, isEnabled: _on, name: _name, ...input } = schedule;
  if (batchId !== undefined) return over(await planFromBatch(context, batchId), { ...input, uploadId });
  if (uploadId !== undefined) return { ...input, uploadId };
  throw new ValidationError('upload_missing', 'Say which file the schedule runs over: a file or a batch.');
}

/** What was said beside a batch counts; of settings, columns and variables only those that were said. */
function over(
  batch: CreateBatchInput,
  said: Partial<Record<keyof CreateBatchInput, unknown>>,
): CreateBatchInput {
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const next: CreateBatchInput = { ...batch, ...given };
  const hasSameInputs = next.automation === batch.automation;
  return {
    ...next,
    settings: { ...batch.settings, ...next.settings },
    vars: { ...batch.vars, ...next.vars },
    bindings: hasSameInputs ? { ...batch.bindings, ...next.bindings } : next.bindings,
  };
}
