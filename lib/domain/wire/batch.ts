import { z } from 'zod';
import { type BatchSettings, batchSettingsSchema } from '../batch-settings';
import {
  BATCH_OUTCOMES,
  BATCH_REASONS,
  BATCH_STATES,
  type BatchOutcome,
  type BatchReason,
  type BatchState,
} from '../batch-state';
import { type Bindings, bindingsSchema } from '../bindings';
import type { BatchAutomation } from '../chosen-automation';
import type { JobCounts } from '../job-state';
import type { Operation } from '../operation';
import { WAITING_CODES, type Waiting } from '../waiting';
import { operationSchema, toOperationJson } from './operation';
import { timeOrNull, timeSchema } from './time';

export const countsSchema = z.object({
  pending: z.int(),
  running: z.int(),
  completed: z.int(),
  failed: z.int(),
  stopped: z.int(),
  unconfirmed: z.int(),
});

/** Counts of one stretch of rows; `from` and `to` are row indexes, both included. */
export const bucketSchema = countsSchema.extend({ from: z.int(), to: z.int() });

const chosenAutomationSchema = z.object({
  name: z.string(),
  title: z.string(),
  version: z.int(),
  latest_version: z.int().describe('above `version` when it was changed since'),
  effect: z.enum(['read', 'submit']),
});

export const batchSchema = z.object({
  id: z.uuid(),
  url: z.url(),
  run_id: z.string(),
  name: z.string(),
  status: z.enum(BATCH_STATES),
  reason: z.enum(BATCH_REASONS).nullable(),
  reason_text: z.string().nullable(),
  outcome: z.enum(BATCH_OUTCOMES).nullable(),
  upload_id: z.uuid(),
  csv_path: z.string().describe('name of the uploaded file'),
  headers: z.array(z.string()),
  automation: chosenAutomationSchema.nullable().describe('null when each row chooses its automation'),
  automations: z
    .array(chosenAutomationSchema)
    .describe('those that rows chose; empty when all rows have the same'),
  owner: z.string(),
  schedule: z
    .object({ id: z.uuid(), name: z.string() })
    .nullable()
    .describe('that made it; null also when it was deleted'),
  tags: z.array(z.string()),
  archived_at: timeSchema.nullable().describe('when it was taken out of the list'),
  kept_at: timeSchema
    .nullable()
    .describe('since when it is not deleted for its age, because somebody said so'),
  deletes_at: timeSchema
    .nullable()
    .describe(
      'when it will be deleted for its age; null while it has not ended, somebody keeps it, rows of it are unconfirmed, or FURROW_RETENTION_DAYS is not set',
    ),
  settings: batchSettingsSchema,
  bindings: bindingsSchema,
  file_rows: z.int(),
  total_jobs: z.int(),
  excluded_rows: z.int(),
  empty_rows: z.int(),
  imported_rows: z.int(),
  counts: countsSchema,
  rows_per_minute: z
    .number()
    .nullable()
    .describe('ended in the last five minutes of the present run; once finished, over the last run'),
  seconds_left: z
    .number()
    .nullable()
    .describe('until the end, as fast as rows went in the last five minutes'),
  waiting: z
    .object({ code: z.enum(WAITING_CODES), text: z.string(), until: timeSchema.nullable() })
    .nullable()
    .describe('why the batch does not move; null while it does, and in lists'),
  operation: operationSchema
    .nullable()
    .describe('the retry, stop or decision of very many rows that is under way'),
  created_at: timeSchema,
  started_at: timeSchema.nullable(),
  finished_at: timeSchema.nullable(),
});
export type BatchJson = z.infer<typeof batchSchema>;

/** A batch as the verbs give it. */
export interface BatchSource {
  readonly id: string;
  readonly runId: string;
  readonly name: string;
  readonly state: BatchState;
  readonly reason: BatchReason | null;
  readonly reasonText: string | null;
  readonly outcome: BatchOutcome | null;
  readonly uploadId: string;
  readonly filename: string;
  readonly headers: readonly string[];
  readonly automation: BatchAutomation | null;
  readonly automations: readonly BatchAutomation[];
  readonly ownerName: string;
  readonly schedule: BatchJson['schedule'];
  readonly tags: readonly string[];
  readonly archivedAt: Date | null;
  readonly keptAt: Date | null;
  readonly deletesAt: Date | null;
  readonly settings: BatchSettings;
  readonly bindings: Bindings;
  readonly fileRows: number;
  readonly totalJobs: number;
  readonly excludedRows: number;
  readonly emptyRows: number;
  readonly importedRows: number;
  readonly counts: JobCounts;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly rowsPerMinute: number | null;
  readonly secondsLeft: number | null;
  readonly waiting?: Waiting | null;
  readonly operation: Operation | null;
}

/** @param publicUrl address of the dashboard, without a trailing slash */
export function toBatchJson(batch: BatchSource, publicUrl: string): BatchJson {
  const { id, name, reason, outcome, headers, schedule, settings, bindings, counts } = batch;
  return {
    ...{ id, name, reason, outcome, schedule, settings, bindings, counts },
    url: `${publicUrl}/batches/${id}`,
    run_id: batch.runId,
    status: batch.state,
    reason_text: batch.reasonText,
    upload_id: batch.uploadId,
    csv_path: batch.filename,
    headers: [...headers],
    tags: [...batch.tags],
    archived_at: timeOrNull(batch.archivedAt),
    kept_at: timeOrNull(batch.keptAt),
    deletes_at: timeOrNull(batch.deletesAt),
    automation: batch.automation && toAutomationJson(batch.automation),
    automations: batch.automations.map(toAutomationJson),
    owner: batch.ownerName,
    file_rows: batch.fileRows,
    total_jobs: batch.totalJobs,
    excluded_rows: batch.excludedRows,
    empty_rows: batch.emptyRows,
    imported_rows: batch.importedRows,
    rows_per_minute: batch.rowsPerMinute,
    seconds_left: batch.secondsLeft,
    waiting: batch.waiting ? { ...batch.waiting, until: timeOrNull(batch.waiting.until) } : null,
    operation: batch.operation && toOperationJson(batch.operation),
    created_at: batch.createdAt.toISOString(),
    started_at: timeOrNull(batch.startedAt),
    finished_at: timeOrNull(batch.finishedAt),
  };
}

export function toAutomationJson(automation: BatchAutomation): z.infer<typeof chosenAutomationSchema> {
  const { name, title, version, latestVersion, effect } = automation;
  return { name, title, version, latest_version: latestVersion, effect };
}

/** A batch in a list: with the buckets its field is painted from. */
export const batchListItemSchema = batchSchema.extend({ buckets: z.array(bucketSchema) });
export type BatchListItemJson = z.infer<typeof batchListItemSchema>;

export function toBatchListItemJson(
  batch: BatchSource & { readonly buckets: readonly z.infer<typeof bucketSchema>[] },
  publicUrl: string,
): BatchListItemJson {
  return { ...toBatchJson(batch, publicUrl), buckets: [...batch.buckets] };
}

export const stopResultSchema = z.object({
  batch_id: z.uuid(),
  stopped_jobs: z.int(),
  unaffected_jobs: z.int(),
  total_jobs: z.int(),
});

export function toStopResultJson(result: {
  readonly batchId: string;
  readonly stoppedJobs: number;
  readonly unaffectedJobs: number;
  readonly totalJobs: number;
}): z.infer<typeof stopResultSchema> {
  return {
    batch_id: result.batchId,
    stopped_jobs: result.stoppedJobs,
    unaffected_jobs: result.unaffectedJobs,
    total_jobs: result.totalJobs,
  };
}
