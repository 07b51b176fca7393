import { z } from 'zod';
import { batchChangeSchema } from './batch-change';
import { newBatchSchema } from './new-batch';

const name = z.string().trim().min(1).max(200);
const cron = z
  .string()
  .max(1000)
  .describe('five fields: minute, hour, day of the month, month, day of the week');
export const timeZone = z.string().max(100).describe('IANA name, such as Europe/Berlin');

/** The body of `POST /schedules`: when, and beside that what `POST /batches` takes. */
export const newScheduleSchema = newBatchSchema.omit({ start: true }).extend({
  ...{ name, cron, time_zone: timeZone },
  settings: batchChangeSchema.shape.settings,
  enabled: z.boolean().optional().describe('default true'),
  upload_id: z.string().optional().describe('the file; not needed with batch_id'),
  batch_id: z.string().optional().describe('a batch to run again: what is not given is taken from it'),
});

/** The same in the names of lib/services, but for the dialect. */
export function toNewSchedule(body: z.output<typeof newScheduleSchema>) {
  const { time_zone, enabled, upload_id, batch_id, automation_version, dialect: _, ...rest } = body;
  return {
    ...rest,
    ...{ timeZone: time_zone, isEnabled: enabled, uploadId: upload_id, batchId: batch_id },
    automationVersion: automation_version,
  };
}

/** The body of `PATCH /schedules/:id`. */
export const scheduleChangeSchema = z.strictObject({
  ...{ name: name.optional(), cron: cron.optional(), time_zone: timeZone.optional() },
  enabled: z.boolean().optional(),
  upload_id: z.string().optional().describe('another file: inputs keep their columns by name'),
  bindings: newBatchSchema.shape.bindings.describe('in place of those it had'),
  settings: batchChangeSchema.shape.settings,
});

export function toScheduleChange(body: z.output<typeof scheduleChangeSchema>) {
  const { time_zone, enabled, upload_id, ...rest } = body;
  return { ...rest, timeZone: time_zone, isEnabled: enabled, uploadId: upload_id };
}

/** The body of `POST /schedules/preview`, and its answer. */
export const timetableSchema = z.strictObject({ cron, time_zone: timeZone });
export const timetablePreviewSchema = z.object({
  ...{ cron: z.string(), time_zone: z.string() },
  words: z.string(),
  next_run_times: z.array(z.iso.datetime()).describe('the next five'),
});
