import type { BatchView } from '../batches/batch-view';

/** Completed of all that ended well or badly: a fraction 0..1, 0 when nothing did. */
export function successRate(counts: { completed: number; failed: number }): number {
  const decided = counts.completed + counts.failed;
  return decided === 0 ? 0 : counts.completed / decided;
}

/** The summary of a batch as on the wire; `success_rate` is a percentage with two decimals there. */
export function toSummaryJson(batch: BatchView) {
  const { counts } = batch;
  return {
    batch_id: batch.id,
    run_id: batch.runId,
    name: batch.name,
    status: batch.state,
    reason: batch.reason,
    reason_text: batch.reasonText,
    outcome: batch.outcome,
    csv_path: batch.filename,
    automation: { name: batch.automation.name, version: batch.automation.version },
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
    success_rate: Math.round(successRate(counts) * 10_000) / 100,
    created_at: batch.createdAt.toISOString(),
    started_at: batch.startedAt?.toISOString() ?? null,
    completed_at: counts.pending + counts.running === 0 ? (batch.finishedAt?.toISOString() ?? null) : null,
  };
}

export type SummaryJson = ReturnType<typeof toSummaryJson>;

/** The head of the manifest; its `jobs` follow, streamed. */
export function toManifestHead(batch: BatchView) {
  const { counts } = batch;
  return {
    batch_id: batch.id,
    run_id: batch.runId,
    csv_path: batch.filename,
    total_jobs: batch.totalJobs,
    completed_jobs: counts.completed,
    failed_jobs: counts.failed,
    stopped_jobs: counts.stopped,
    unconfirmed_jobs: counts.unconfirmed,
    excluded_rows: batch.excludedRows,
    empty_rows: batch.emptyRows,
    file_rows: batch.fileRows,
    status: batch.state,
    created_at: batch.createdAt.toISOString(),
    automation: { name: batch.automation.name, version: batch.automation.version },
    settings: batch.settings,
  };
}
