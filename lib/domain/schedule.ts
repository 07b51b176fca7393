import { z } from 'zod';
import { batchSettingsSchema } from './batch-settings';
import { bindingChoicesSchema } from './bindings';

export const SCHEDULE_RUN_STATES = ['creating', 'started', 'skipped', 'missed', 'failed'] as const;
export type ScheduleRunState = (typeof SCHEDULE_RUN_STATES)[number];

/** What made a run: its due time, or a person who wanted it now. */
export const SCHEDULE_RUN_CAUSES = ['time', 'person'] as const;
export type ScheduleRunCause = (typeof SCHEDULE_RUN_CAUSES)[number];

/** Why a schedule is paused: a person did it, or it cannot run any more and paused itself. */
export const SCHEDULE_PAUSE_CODES = [
  'person',
  'upload_gone',
  'automation_gone',
  'owner_gone',
  'owner_disabled',
  'owner_forbidden',
  'cron_invalid',
] as const;
export type SchedulePauseCode = (typeof SCHEDULE_PAUSE_CODES)[number];

export interface SchedulePause {
  readonly code: SchedulePauseCode;
  readonly text: string;
}

/** What the batches of a schedule are made of, beside their file and automation. */
export const schedulePlanSchema = z.object({
  bindings: bindingChoicesSchema,
  vars: z.record(z.string(), z.string()),
  rows: z.enum(['all', 'valid']),
  limit: z.int().nullable(),
  settings: batchSettingsSchema,
});
export type SchedulePlan = z.output<typeof schedulePlanSchema>;

/** The name of a batch: that of its schedule and the local time when it was due, `Orders 2026-11-26 06:30`. */
export function scheduledBatchName(name: string, timeZone: string, dueAt: Date): string {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return `${name.slice(0, 180)} ${local.format(dueAt)}`;
}
