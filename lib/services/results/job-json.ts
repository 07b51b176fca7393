import type { JobItem } from '../../db/sql/job-row';
import { makeJobId } from '../../domain/run-id';
import type { BatchView } from '../batches/batch-view';

/** A row's values by header, in file order; headers are the user's, so the object has no prototype to collide with. */
export function rowData(headers: readonly string[], cells: readonly string[]): Record<string, string> {
  const data: Record<string, string> = Object.create(null);
  headers.forEach((header, i) => {
    data[header] = cells[i] ?? '';
  });
  return data;
}

/** A job as every JSON form shows it: the reference's fields and ours. */
export function toJobJson(batch: Pick<BatchView, 'id' | 'runId' | 'headers' | 'createdAt'>, job: JobItem) {
  return {
    job_id: makeJobId(batch.runId, job.rowIndex),
    run_id: batch.runId,
    batch_id: batch.id,
    row_index: job.rowIndex,
    line_number: job.lineNumber,
    row_data: rowData(batch.headers, job.cells),
    status: job.state,
    error_message: job.errorMessage,
    error_code: job.errorCode,
    error_kind: job.failureKind,
    error_step: job.failureStep,
    group: job.fingerprint,
    created_at: batch.createdAt.toISOString(),
    started_at: job.startedAt?.toISOString() ?? null,
    completed_at: job.endedAt?.toISOString() ?? null,
    retry_at: job.runAt?.toISOString() ?? null,
    duration_ms: job.durationMs,
    attempts: job.attemptCount,
    output: job.output ?? {},
    artifacts: job.artifacts.map((artifact) => ({
      id: artifact.id,
      type: artifact.type,
      name: artifact.name,
      path: `/api/v1/artifacts/${artifact.id}`,
      content_type: artifact.contentType,
      size: Number(artifact.size),
      attempt: artifact.attemptNo,
      created_at: new Date(artifact.createdAt).toISOString(),
      meta: artifact.meta,
    })),
  };
}

export type JobJson = ReturnType<typeof toJobJson>;
