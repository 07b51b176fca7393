import { z } from 'zod';
import { FAILURE_KINDS, type FailureKind } from '../failure';
import type { PageError, StepRecord } from '../lane';
import { type AuditSource, auditEventSchema, toAuditJson } from './audit';
import { type JobBatch, type JobSource, jobSchema, toJobJson } from './job';
import { timeOrNull, timeSchema } from './time';

export const stepSchema = z.object({
  no: z.int().describe('1-based'),
  verb: z.string(),
  title: z.string(),
  state: z.enum(['passed', 'failed', 'skipped']),
  started_at_ms: z.number().describe("counted from the start of the attempt's first step"),
  duration_ms: z.number(),
  message: z.string().nullable(),
  is_commit: z.boolean().describe('the step that submits'),
  rounds: z
    .array(z.int())
    .describe('of a step inside loops: which round of each, from 1, the outermost first'),
  depth: z.int().describe('how many steps hold it'),
});

const pageErrorSchema = z.object({
  source: z.enum(['console', 'network']),
  text: z.string().describe('what a script wrote or threw; of a request why it failed'),
  url: z.string(),
  status: z.int().nullable(),
  method: z.string().nullable(),
  times: z.int().describe('how often the same was seen'),
});
export type PageErrorJson = z.infer<typeof pageErrorSchema>;

export const attemptSchema = z.object({
  attempt: z.int(),
  kind: z.enum(['run', 'verify', 'try']),
  state: z.enum(['running', 'completed', 'failed', 'stopped', 'unconfirmed', 'lost', 'given_back']),
  round: z.int(),
  automation_version: z.int(),
  row_version: z.int(),
  worker_id: z.string().nullable(),
  started_at: timeSchema,
  commit_started_at: timeSchema.nullable(),
  ended_at: timeSchema.nullable(),
  duration_ms: z.int().nullable(),
  failure: z
    .object({
      kind: z.enum(FAILURE_KINDS),
      code: z.string().nullable(),
      message: z.string().nullable(),
      step: z.int().nullable(),
    })
    .nullable(),
  output: z.unknown(),
  steps: z.array(stepSchema),
  warnings: z.array(z.string()),
  page_url: z.string().nullable(),
  page_title: z.string().nullable(),
  page_text: z.string().nullable(),
  page_errors: z.array(pageErrorSchema).describe('at most 50 of the console and 50 of the network'),
});
export type AttemptJson = z.infer<typeof attemptSchema>;

/** A job with everything that was done for it. */
export const jobDetailSchema = jobSchema.extend({
  headers: z.array(z.string()),
  attempt_list: z.array(attemptSchema),
  history: z.array(auditEventSchema),
});
export type JobDetailJson = z.infer<typeof jobDetailSchema>;

export interface AttemptSource {
  readonly attemptNo: number;
  readonly kind: AttemptJson['kind'];
  readonly state: AttemptJson['state'];
  readonly round: number;
  readonly automationVersion: number;
  readonly rowVersion: number;
  readonly workerId: string | null;
  readonly startedAt: Date;
  readonly commitStartedAt: Date | null;
  readonly endedAt: Date | null;
  readonly durationMs: number | null;
  readonly failureKind: FailureKind | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly failureStep: number | null;
  readonly output: unknown;
  readonly steps: readonly StepRecord[];
  readonly warnings: readonly string[];
  readonly pageUrl: string | null;
  readonly pageTitle: string | null;
  readonly pageText: string | null;
  readonly pageErrors: readonly PageError[];
}

export interface JobDetailSource extends JobSource {
  readonly attempts: readonly AttemptSource[];
  readonly history: readonly AuditSource[];
}

export function toJobDetailJson(batch: JobBatch, job: JobDetailSource): JobDetailJson {
  return {
    ...toJobJson(batch, job),
    headers: [...batch.headers],
    attempt_list: job.attempts.map(toAttemptJson),
    history: job.history.map(toAuditJson),
  };
}

function toAttemptJson(attempt: AttemptSource): AttemptJson {
  return {
    attempt: attempt.attemptNo,
    kind: attempt.kind,
    state: attempt.state,
    round: attempt.round,
    automation_version: attempt.automationVersion,
    row_version: attempt.rowVersion,
    worker_id: attempt.workerId,
    started_at: attempt.startedAt.toISOString(),
    commit_started_at: timeOrNull(attempt.commitStartedAt),
    ended_at: timeOrNull(attempt.endedAt),
    duration_ms: attempt.durationMs,
    failure: toFailureJson(attempt),
    output: attempt.output,
    steps: attempt.steps.map(toStepJson),
    warnings: [...attempt.warnings],
    page_url: attempt.pageUrl,
    page_title: attempt.pageTitle,
    page_text: attempt.pageText,
    page_errors: attempt.pageErrors.map(toPageErrorJson),
  };
}

function toFailureJson(attempt: AttemptSource): AttemptJson['failure'] {
  if (attempt.failureKind === null) return null;
  const { failureKind: kind, failureCode: code, failureMessage: message, failureStep: step } = attempt;
  return { kind, code, message, step };
}

function toPageErrorJson({ status, method, ...rest }: PageError): PageErrorJson {
  return { ...rest, status: status ?? null, method: method ?? null };
}

function toStepJson(step: StepRecord): z.infer<typeof stepSchema> {
  const { no, verb, title, state } = step;
  return {
    ...{ no, verb, title, state },
    started_at_ms: step.startedAtMs,
    duration_ms: step.durationMs,
    message: step.message ?? null,
    is_commit: step.isCommit ?? false,
    rounds: [...(step.rounds ?? [])],
    depth: step.depth ?? 0,
  };
}
