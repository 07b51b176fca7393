import { z } from 'zod';

const DAY_SECONDS = 86_400;
const seconds = z.number().positive().max(DAY_SECONDS);

export const TRACE_POLICIES = ['never', 'on_failure', 'on_retry', 'always'] as const;
export const SCREENSHOT_POLICIES = ['never', 'on_failure', 'always'] as const;

/** Settings of a batch as they travel on the wire (snake_case, seconds). Bounds are those of the public contract. */
export const batchSettingsSchema = z.strictObject({
  concurrency: z.int().min(1).max(100).default(1),
  // The texts are those that programs written for the reference look for, also where a value is no number at all.
  max_retries: z
    .int('max_retries must be >= 0')
    .min(0, 'max_retries must be >= 0')
    .max(50, 'max_retries must be <= 50')
    .default(3),
  retry_delay: z
    .number('retry_delay must be > 0')
    .positive('retry_delay must be > 0')
    .max(DAY_SECONDS, `retry_delay must be <= ${DAY_SECONDS}`)
    .default(1),
  backoff_factor: z
    .number('backoff_factor must be > 1.0')
    .gt(1, 'backoff_factor must be > 1.0')
    .max(10, 'backoff_factor must be <= 10')
    .default(2),
  max_retry_delay: z
    .number('max_retry_delay must be > 0')
    .positive('max_retry_delay must be > 0')
    .max(DAY_SECONDS, `max_retry_delay must be <= ${DAY_SECONDS}`)
    .default(60),
  jitter: z.boolean().default(false),
  row_timeout: seconds.default(300),
  step_timeout: seconds.default(10),
  break_at_equal_failures: z.int().min(0).max(10_000).default(10),
  break_at_failure_rate: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('0.2: pause when a fifth of the rows that ended failed or are unconfirmed; 0: never'),
  canary: z
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .describe('run so many rows, then wait for a person; 0: run all'),
  rate_per_minute: z
    .number()
    .min(0)
    .max(60_000)
    .default(0)
    .describe('at most so many rows start a minute, evenly spread; 0: no limit'),
  account_column: z
    .string()
    .min(1)
    .optional()
    .describe('rows with the same value in this column run one at a time'),
  key_column: z.string().min(1).optional().describe('the column that identifies a row'),
  skip_done: z
    .boolean()
    .default(false)
    .describe('leave out rows that an earlier batch of the automation completed under the same key'),
  priority: z.int().min(-100).max(100).default(0),
  evidence: z
    .strictObject({
      screenshot: z.enum(SCREENSHOT_POLICIES).default('on_failure'),
      trace: z.enum(TRACE_POLICIES).default('on_retry'),
    })
    .prefault({}),
});

export type BatchSettings = z.output<typeof batchSettingsSchema>;
export type BatchSettingsInput = z.input<typeof batchSettingsSchema>;
