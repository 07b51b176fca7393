import { z } from 'zod';
import { BATCH_OUTCOMES, BATCH_REASONS, BATCH_STATES } from '../batch-state';
import type { BatchSource } from './batch';
import { jobSchema } from './job';
import { timeOrNull, timeSchema } from './time';

export const summarySchema = z.object({
  batch_id: z.uuid(),
  run_id: z.string(),
  name: z.string(),
  status: z.enum(BATCH_STATES),
  reason: z.enum(BATCH_REASONS).nullable(),
  reason_text: z.string().nullable(),
  outcome: z.enum(BATCH_OUTCOMES).nullable(),
  csv_path: z.string().describe('name of the uploaded file'),
  automation: z
    .object({ name: z.string(), version: z.int() })
    .nullable()
    .describe('null when each row chooses its automation'),
  automations: z
    .array(z.object({ name: z.string(), version: z.int() }))
    .optional()
    .describe('when each row chooses its automation: those that were chosen'),
  total_jobs: z.int(),
  completed_jobs: z.int(),
  failed_jobs: z.int(),
  pending_jobs: z.int().describe('pending and running'),
  running_jobs: z.int(),
  stopped_jobs: z.int(),
  unconfirmed_jobs: z.int(),
  file_rows: z.int(),
  excluded_rows: z.int(),
  empty_rows: z.int(),
  success_rate: z.number().describe('completed / (completed + failed) * 100, two decimals'),
  created_at: timeSchema,
  started_at: timeSchema.nullable(),
  completed_at: timeSchema.nullable(),
});
export type SummaryJson = z.infer<typeof summarySchema>;

/** With `?jobs=true` and in the download. */
export const summaryWithJobsSchema = summarySchema.extend({ jobs: z.array(jobSchema).optional() });

/** Completed of all that ended well or badly: a fraction 0..1, 0 when nothing did. */
export function successRate(counts: { readonly completed: number; readonly failed: number }): number {
  const decided = counts.completed + counts.failed;
  return decided === 0 ? 0 : counts.completed / decided;
}

/** The summary of a batch; `success_rate` is a percentage with two decimals on the wire. */
export function toSummaryJson(batch: BatchSource): SummaryJson {
  const { name, reason, outcome, counts } = batch;
  const isOver = counts.pending + counts.running === 0;
  return {
    batch_id: batch.id,
    run_id: batch.runId,
    name,
    status: batch.state,
    reason,
    reason_text: batch.reasonText,
    outcome,
    csv_path: batch.filename,
    ...toAutomations(batch),
    ...jobTotals(batch),
    success_rate: Math.round(successRate(counts) * 10_000) / 100,
    created_at: batch.createdAt.toISOString(),
    started_at: timeOrNull(batch.startedAt),
    completed_at: isOver ? timeOrNull(batch.finishedAt) : null,
  };
}

function toAutomations({
  automation,
  automations,
}: BatchSource): Pick<SummaryJson, 'automation' | 'automations'> {
  const chosen = automations.map(({ name, version }) => ({ name, version }));
  return {
    automation: automation && { name: automation.name, version: automation.version },
    ...(chosen.length > 0 ? { automations: chosen } : {}),
  };
}

function jobTotals({ counts, ...batch }: BatchSource) {
  return {
    total_jobs: batch.totalJobs,
    completed_jobs: counts.completed,
    failed_jobs: counts.failed,
    pending_jobs: counts.pending + counts.running,
    running_jobs: counts.running,
    stopped_jobs: counts.stopped,
    unconfirmed_jobs: counts.unconfirmed,
    file_rows: batch.fileRows,
    excluded_rows: batch.excludedRows,
    empty_rows: batch.emptyRows,
  };
}

/** The head of the manifest; its `jobs` follow, streamed. */
export function toManifestHead(batch: BatchSource) {
  const { pending_jobs: _pending, running_jobs: _running, ...totals } = jobTotals(batch);
  return {
    batch_id: batch.id,
    run_id: batch.runId,
    csv_path: batch.filename,
    ...totals,
    status: batch.state,
    created_at: batch.createdAt.toISOString(),
    ...toAutomations(batch),
    settings: batch.settings,
  };
}
