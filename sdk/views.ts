import { makeJobId } from '../lib/domain/run-id';
import { toRowData } from '../lib/domain/wire/job';
import { successRate } from '../lib/domain/wire/summary';
import type { BatchView } from '../lib/services/batches/batch-view';
import type { JobPage } from '../lib/services/jobs/list-jobs';
import type { BatchSummary, Job, RowArtifact } from './results';

export function toSummary(batch: BatchView): BatchSummary {
  const { name, outcome, counts, fileRows, excludedRows, emptyRows, totalJobs, createdAt } = batch;
  const isOver = counts.pending + counts.running === 0;
  return {
    batchId: batch.id,
    runId: batch.runId,
    ...{ name, status: batch.state, reason: batch.reasonText, outcome, csvPath: batch.filename },
    automation: batch.automation && { name: batch.automation.name, version: batch.automation.version },
    ...{ fileRows, excludedRows, emptyRows, totalJobs },
    completedJobs: counts.completed,
    failedJobs: counts.failed,
    pendingJobs: counts.pending + counts.running,
    stoppedJobs: counts.stopped,
    unconfirmedJobs: counts.unconfirmed,
    successRate: successRate(counts),
    createdAt,
    completedAt: isOver ? batch.finishedAt : null,
  };
}

export function toJob(batch: BatchView, item: JobPage['items'][number]): Job {
  const { rowIndex, lineNumber, errorCode, errorMessage, startedAt, durationMs } = item;
  return {
    jobId: makeJobId(batch.runId, rowIndex),
    runId: batch.runId,
    batchId: batch.id,
    ...{ rowIndex, lineNumber, status: item.state, errorCode, errorMessage, startedAt, durationMs },
    rowData: toRowData(batch.headers, item.cells),
    errorKind: item.failureKind,
    attempts: item.attemptCount,
    createdAt: batch.createdAt,
    completedAt: item.endedAt,
    output: { ...item.output },
    artifacts: item.artifacts.map(toRowArtifact),
  };
}

export function toRowArtifact(artifact: JobPage['items'][number]['artifacts'][number]): RowArtifact {
  const { id, type, name, contentType, size, createdAt, meta } = artifact;
  return {
    ...{ id, type, name, contentType, meta },
    path: `/api/v1/artifacts/${id}`,
    size: Number(size),
    createdAt: new Date(createdAt),
  };
}
