import { z } from 'zod';
import { BATCH_OUTCOMES, BATCH_STATES, type BatchOutcome, type BatchState } from '../batch-state';
import {
  SCHEDULE_PAUSE_CODES,
  SCHEDULE_RUN_CAUSES,
  SCHEDULE_RUN_STATES,
  type SchedulePause,
  type SchedulePlan,
  type ScheduleRunCause,
  type ScheduleRunState,
  schedulePlanSchema,
} from '../schedule';
import { timeOrNull, timeSchema } from './time';

export const scheduleRunSchema = z.object({
  due_at: timeSchema,
  cause: z.enum(SCHEDULE_RUN_CAUSES).describe('its due time, or a person who wanted it now'),
  status: z
    .enum(SCHEDULE_RUN_STATES)
    .describe(
      'skipped: a batch before had not ended; missed: no worker was running; failed: no batch could be made',
    ),
  code: z.string().nullable().describe('why there is no batch'),
  message: z.string().nullable(),
  batch: z
    .object({
      id: z.uuid(),
      url: z.url(),
      name: z.string(),
      status: z.enum(BATCH_STATES),
      outcome: z.enum(BATCH_OUTCOMES).nullable(),
      reason_text: z.string().nullable(),
    })
    .nullable()
    .describe('null when there is none, also when it was deleted'),
  blocked_by_batch_id: z.uuid().nullable().describe('of a skipped run: the batch that had not ended'),
});
export type ScheduleRunJson = z.infer<typeof scheduleRunSchema>;

export const scheduleSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  cron: z.string(),
  words: z.string().describe('the expression in words, without the time zone'),
  time_zone: z.string(),
  enabled: z.boolean(),
  pause: z
    .object({ code: z.enum(SCHEDULE_PAUSE_CODES), text: z.string() })
    .nullable()
    .describe('why it is not enabled'),
  next_run_at: timeSchema.nullable(),
  upload: z.object({ id: z.uuid(), filename: z.string() }).nullable().describe('null when it was deleted'),
  automation: z
    .object({ name: z.string(), version: z.int().nullable().describe('null: the newest at each run') })
    .nullable()
    .describe('null when each row chooses its automation'),
  ...schedulePlanSchema.shape,
  owner: z.string(),
  last_run: scheduleRunSchema.nullable(),
  created_at: timeSchema,
  updated_at: timeSchema,
});
export type ScheduleJson = z.infer<typeof scheduleSchema>;

interface RunSource {
  readonly dueAt: Date;
  readonly cause: ScheduleRunCause;
  readonly state: ScheduleRunState;
  readonly code: string | null;
  readonly message: string | null;
  readonly batch: {
    readonly id: string;
    readonly name: string;
    readonly state: BatchState;
    readonly outcome: BatchOutcome | null;
    readonly reasonText: string | null;
  } | null;
  readonly blockedByBatchId: string | null;
}

/** @param publicUrl address of the dashboard, without a trailing slash */
export function toScheduleRunJson(run: RunSource, publicUrl: string): ScheduleRunJson {
  const { cause, state, code, message, batch } = run;
  return {
    due_at: run.dueAt.toISOString(),
    ...{ cause, code, message },
    status: state,
    batch: batch && {
      ...{ id: batch.id, name: batch.name, outcome: batch.outcome },
      url: `${publicUrl}/batches/${batch.id}`,
      status: batch.state,
      reason_text: batch.reasonText,
    },
    blocked_by_batch_id: run.blockedByBatchId,
  };
}

/** @param publicUrl address of the dashboard, without a trailing slash */
export function toScheduleJson(
  schedule: {
    readonly id: string;
    readonly name: string;
    readonly cron: string;
    readonly words: string;
    readonly timeZone: string;
    readonly nextRunAt: Date | null;
    readonly pause: SchedulePause | null;
    readonly upload: ScheduleJson['upload'];
    readonly automation: ScheduleJson['automation'];
    readonly plan: SchedulePlan;
    readonly ownerName: string;
    readonly lastRun: RunSource | null;
    readonly createdAt: Date;
    readonly updatedAt: Date;
  },
  publicUrl: string,
): ScheduleJson {
  const { id, name, cron, words, pause, upload, automation, plan, lastRun } = schedule;
  return {
    ...{ id, name, cron, words, pause, upload, automation, ...plan },
    time_zone: schedule.timeZone,
    enabled: pause === null,
    next_run_at: timeOrNull(schedule.nextRunAt),
    owner: schedule.ownerName,
    last_run: lastRun && toScheduleRunJson(lastRun, publicUrl),
    created_at: schedule.createdAt.toISOString(),
    updated_at: schedule.updatedAt.toISOString(),
  };
}
