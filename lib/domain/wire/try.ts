import { z } from 'zod';
import { FAILURE_KINDS, type FailureKind } from '../failure';
import { type ArtifactSource, artifactSchema, toArtifactJson } from './job';
import { newBatchSchema } from './new-batch';
import { timeOrNull, timeSchema } from './time';

/** The body of `POST /automations/:name/try`. */
export const newTrySchema = z.strictObject({
  upload_id: z.string(),
  row_index: z.int().min(0).max(2_147_483_646).describe('0-based'),
  automation_version: newBatchSchema.shape.automation_version,
  bindings: newBatchSchema.shape.bindings,
  vars: newBatchSchema.shape.vars,
  stop_before: z
    .union([z.int().min(1), z.string().min(1).max(64)])
    .optional()
    .describe('the number or id of a step; unless told otherwise the first that submits'),
  submit: z.boolean().optional().describe('go through the step that submits: it submits for real'),
});

const TRY_STATES = ['waiting', 'running', 'completed', 'failed', 'stopped', 'unconfirmed'] as const;
const TRY_STEP_STATES = ['pending', 'running', 'passed', 'failed', 'skipped'] as const;

const tryStepSchema = z.object({
  no: z.int().describe('1-based'),
  verb: z.string(),
  title: z.string(),
  state: z.enum(TRY_STEP_STATES),
  started_at_ms: z.number().nullable().describe("counted from the start of the attempt's first step"),
  duration_ms: z.number().nullable(),
  message: z.string().nullable(),
  screenshot: z.uuid().nullable().describe('id of the picture taken after the step'),
});
export type TryStepJson = z.infer<typeof tryStepSchema>;

export const trySchema = z.object({
  id: z.uuid(),
  automation: z.object({ name: z.string(), version: z.int(), effect: z.enum(['read', 'submit']) }),
  upload_id: z.uuid(),
  row_index: z.int().describe('0-based'),
  state: z.enum(TRY_STATES),
  waiting_for: z
    .enum(['worker', 'slot'])
    .nullable()
    .describe('while it waits: `worker` when none is running'),
  stopped_before: z
    .object({ no: z.int(), title: z.string() })
    .nullable()
    .describe('of a completed try: the step that was not run any more'),
  steps: z.array(tryStepSchema),
  output: z.record(z.string(), z.unknown()),
  failure: z
    .object({
      kind: z.enum(FAILURE_KINDS),
      code: z.string().nullable(),
      message: z.string().nullable(),
      step: z.int().nullable(),
    })
    .nullable(),
  warnings: z.array(z.string()),
  page_url: z.string().nullable(),
  artifacts: z.array(artifactSchema),
  created_at: timeSchema,
  ended_at: timeSchema.nullable(),
});
export type TryJson = z.infer<typeof trySchema>;

export interface TrySource {
  readonly id: string;
  readonly automation: TryJson['automation'];
  readonly uploadId: string;
  readonly rowIndex: number;
  readonly state: TryJson['state'];
  readonly waitingFor: TryJson['waiting_for'];
  readonly stoppedBefore: TryJson['stopped_before'];
  readonly steps: readonly {
    readonly no: number;
    readonly verb: string;
    readonly title: string;
    readonly state: TryStepJson['state'];
    readonly startedAtMs: number | null;
    readonly durationMs: number | null;
    readonly message: string | null;
    readonly screenshot: string | null;
  }[];
  readonly output: Readonly<Record<string, unknown>>;
  readonly failure: {
    readonly kind: FailureKind;
    readonly code: string | null;
    readonly message: string | null;
    readonly step: number | null;
  } | null;
  readonly warnings: readonly string[];
  readonly pageUrl: string | null;
  readonly artifacts: readonly ArtifactSource[];
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

export function toTryJson(source: TrySource): TryJson {
  const { id, state, rowIndex, waitingFor, stoppedBefore, failure } = source;
  return {
    ...{ id, state, failure },
    automation: { ...source.automation },
    upload_id: source.uploadId,
    row_index: rowIndex,
    waiting_for: waitingFor,
    stopped_before: stoppedBefore,
    steps: source.steps.map(({ startedAtMs, durationMs, ...step }) => ({
      ...step,
      started_at_ms: startedAtMs,
      duration_ms: durationMs,
    })),
    output: { ...source.output },
    warnings: [...source.warnings],
    page_url: source.pageUrl,
    artifacts: source.artifacts.map(toArtifactJson),
    created_at: source.createdAt.toISOString(),
    ended_at: timeOrNull(source.endedAt),
  };
}

/** The body of `POST /automations/:name/try` in the names of lib/services. */
export function toStartTryInput(body: z.output<typeof newTrySchema>) {
  const { upload_id, row_index, automation_version, stop_before, ...rest } = body;
  return {
    ...rest,
    uploadId: upload_id,
    rowIndex: row_index,
    automationVersion: automation_version,
    stopBefore: stop_before,
  };
}
