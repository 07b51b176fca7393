import { z } from 'zod';
import { type BatchSettings, batchSettingsSchema } from '../batch-settings';
import { JOB_STATES, type JobState } from '../job-state';
import { selectionShape, toRowFilter } from './row-filter';
import { timeSchema } from './time';

const settings = batchSettingsSchema.shape;

/** The settings of a retry, echoed so that a caller sees what is in force. */
const retrySettingsShape = {
  max_retries: z.int(),
  retry_delay: z.number(),
  backoff_factor: z.number(),
  max_retry_delay: z.number(),
  jitter: z.boolean(),
};

export const retryRequestSchema = z.strictObject({
  status: z.union([z.enum(['failed', 'stopped']), z.array(z.enum(['failed', 'stopped'])).min(1)]).optional(),
  ...selectionShape,
  job_ids: z.array(z.string().max(100)).max(100_000).optional(),
  automation_version: z.enum(['same', 'latest']).optional(),
  max_retries: settings.max_retries.removeDefault().optional(),
  retry_delay: settings.retry_delay.removeDefault().optional(),
  backoff_factor: settings.backoff_factor.removeDefault().optional(),
  max_retry_delay: settings.max_retry_delay.removeDefault().optional(),
  jitter: z.boolean().optional(),
});

export const retryResultSchema = z.object({
  batch_id: z.uuid(),
  total_requested: z.int(),
  retried: z.int(),
  skipped: z.int(),
  retry_details: z.array(
    z.object({
      job_id: z.string(),
      original_status: z.enum(JOB_STATES),
      original_error: z.string().nullable(),
      reset_at: timeSchema,
    }),
  ),
  details_truncated: z.boolean(),
  ...retrySettingsShape,
});
export type RetryResultJson = z.infer<typeof retryResultSchema>;

export interface RetrySource {
  readonly batchId: string;
  readonly totalRequested: number;
  readonly retried: number;
  readonly skipped: number;
  readonly details: readonly {
    readonly jobId: string;
    readonly originalState: JobState;
    readonly originalError: string | null;
  }[];
  readonly isDetailsTruncated: boolean;
  readonly resetAt: Date;
}

export function toRetryResultJson(result: RetrySource, inForce: BatchSettings): RetryResultJson {
  const { max_retries, retry_delay, backoff_factor, max_retry_delay, jitter } = inForce;
  const reset_at = result.resetAt.toISOString();
  return {
    batch_id: result.batchId,
    total_requested: result.totalRequested,
    retried: result.retried,
    skipped: result.skipped,
    retry_details: result.details.map((job) => ({
      job_id: job.jobId,
      original_status: job.originalState,
      original_error: job.originalError,
      reset_at,
    })),
    details_truncated: result.isDetailsTruncated,
    ...{ max_retries, retry_delay, backoff_factor, max_retry_delay, jitter },
  };
}

/** The request in the names of lib/services. */
export function toRetryInput(body: z.output<typeof retryRequestSchema>) {
  const {
    status,
    group,
    q,
    key,
    from_row,
    to_row,
    output,
    except_rows,
    job_ids,
    automation_version,
    ...settings
  } = body;
  const outputs = Object.entries(output ?? {}).map(([name, value]) => ({ name, value }));
  return {
    status: typeof status === 'string' ? [status] : status,
    filter: toRowFilter({ group, q, key, from_row, to_row }, outputs),
    exceptRows: except_rows,
    jobIds: job_ids,
    automationVersion: automation_version,
    settings: withoutUndefined(settings),
  };
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
