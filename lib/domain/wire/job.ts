import { z } from 'zod';
import { type ChosenAutomation, jobAutomation } from '../chosen-automation';
import { FAILURE_KINDS, type FailureKind } from '../failure';
import { JOB_STATES, type JobState } from '../job-state';
import { makeJobId } from '../run-id';
import { timeOrNull, timeSchema } from './time';
import { type JobVerificationSource, jobVerificationSchema, toJobVerificationJson } from './verification';

export const artifactSchema = z.object({
  id: z.uuid(),
  type: z.string(),
  name: z.string(),
  path: z.string().describe('where it can be fetched, below the address of Furrow'),
  content_type: z.string(),
  size: z.number(),
  attempt: z.int(),
  created_at: timeSchema,
  meta: z.record(z.string(), z.unknown()),
});
export type ArtifactJson = z.infer<typeof artifactSchema>;

export const jobSchema = z.object({
  job_id: z.string(),
  run_id: z.string(),
  batch_id: z.uuid(),
  row_index: z.int().describe('0-based'),
  line_number: z.int().describe('line of the file where the row begins'),
  row_data: z.record(z.string(), z.string()),
  automation: z.string().nullable().describe('name of what runs for this row'),
  status: z.enum(JOB_STATES),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  error_kind: z.enum(FAILURE_KINDS).nullable(),
  error_step: z.int().nullable(),
  group: z.string().nullable().describe('failures that look alike share it'),
  attempts: z.int(),
  created_at: timeSchema,
  started_at: timeSchema.nullable(),
  completed_at: timeSchema.nullable(),
  retry_at: timeSchema.nullable(),
  duration_ms: z.int().nullable(),
  output: z.record(z.string(), z.unknown()),
  artifacts: z.array(artifactSchema),
  verification: jobVerificationSchema
    .nullable()
    .describe('of an unconfirmed row whose automation has a verify'),
});
export type JobJson = z.infer<typeof jobSchema>;

/** What a job's JSON takes from its batch. */
export interface JobBatch {
  readonly id: string;
  readonly runId: string;
  readonly createdAt: Date;
  readonly headers: readonly string[];
  readonly automation: { readonly name: string } | null;
  readonly automations: readonly ChosenAutomation[];
}

export interface ArtifactSource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly attemptNo: number;
  readonly createdAt: string;
  readonly meta: Readonly<Record<string, unknown>>;
}

export interface JobSource {
  readonly rowIndex: number;
  readonly automationNo: number;
  readonly lineNumber: number;
  readonly cells: readonly string[];
  readonly state: JobState;
  readonly attemptCount: number;
  readonly runAt: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly durationMs: number | null;
  readonly fingerprint: string | null;
  readonly failureKind: FailureKind | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly failureStep: number | null;
  readonly output: Readonly<Record<string, unknown>> | null;
  readonly artifacts: readonly ArtifactSource[];
  readonly verification: JobVerificationSource | null;
}

export function toJobJson(batch: JobBatch, job: JobSource): JobJson {
  return {
    job_id: makeJobId(batch.runId, job.rowIndex),
    run_id: batch.runId,
    batch_id: batch.id,
    row_index: job.rowIndex,
    line_number: job.lineNumber,
    row_data: toRowData(batch.headers, job.cells),
    automation: jobAutomation(batch, job.automationNo),
    status: job.state,
    error_code: job.errorCode,
    error_message: job.errorMessage,
    error_kind: job.failureKind,
    error_step: job.failureStep,
    group: job.fingerprint,
    attempts: job.attemptCount,
    created_at: batch.createdAt.toISOString(),
    started_at: timeOrNull(job.startedAt),
    completed_at: timeOrNull(job.endedAt),
    retry_at: timeOrNull(job.runAt),
    duration_ms: job.durationMs,
    output: { ...job.output },
    artifacts: job.artifacts.map(toArtifactJson),
    verification: toJobVerificationJson(job.verification),
  };
}

/**
 * Cells by header, in the order of the file; a short row's missing cells are empty. The headers are the user's, so the
 * object has no prototype to collide with.
 */
export function toRowData(headers: readonly string[], cells: readonly string[]): Record<string, string> {
  const data: Record<string, string> = Object.create(null);
  for (const [column, header] of headers.entries()) data[header] = cells[column] ?? '';
  return data;
}

export function toArtifactJson(artifact: ArtifactSource): ArtifactJson {
  return {
    id: artifact.id,
    type: artifact.type,
    name: artifact.name,
    path: `/api/v1/artifacts/${artifact.id}`,
    content_type: artifact.contentType,
    size: Number(artifact.size),
    attempt: artifact.attemptNo,
    created_at: new Date(artifact.createdAt).toISOString(),
    meta: { ...artifact.meta },
  };
}

/** A job as a shared link shows it: its files are fetched through the link, and nothing is said of where they are from. */
export function toSharedJobJson(batch: JobBatch, job: JobSource, token: string): JobJson {
  const shared = toJobJson(batch, job);
  const artifacts = shared.artifacts.map((artifact) => ({
    ...artifact,
    meta: {},
    path: `/api/v1/shared/${token}/artifacts/${artifact.id}`,
  }));
  return { ...shared, artifacts };
}
