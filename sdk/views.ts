import type { BatchOutcome, BatchState } from '../lib/domain/batch-state';
import type { FailureKind } from '../lib/domain/failure';
import type { JobState } from '../lib/domain/job-state';
import { makeJobId } from '../lib/domain/run-id';
import { toRowData } from '../lib/domain/wire/job';
import { successRate } from '../lib/domain/wire/summary';
import type { BatchView } from '../lib/services/batches/batch-view';
import type { JobPage } from '../lib/services/jobs/list-jobs';

export interface RowArtifact {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** Where the dashboard serves it, below its address; `readArtifact(id)` gives the bytes. */
  readonly path: string;
  readonly contentType: string;
  readonly size: number;
  readonly createdAt: Date;
  readonly meta: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly jobId: string;
  readonly runId: string;
  readonly batchId: string;
  /** 0-based. */
  readonly rowIndex: number;
  /** Line of the file where the row begins. */
  readonly lineNumber: number;
  /** Values by header, always text. */
  readonly rowData: Readonly<Record<string, string>>;
  readonly status: JobState;
  readonly errorCode: string | null;
  readonly errorKind: FailureKind | null;
  readonly errorMessage: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly durationMs: number | null;
  readonly output: Readonly<Record<string, unknown>>;
  readonly artifacts: readonly RowArtifact[];
}

export interface BatchSummary {
  readonly batchId: string;
  readonly runId: string;
  readonly name: string;
  readonly status: BatchState;
  /** Why the batch waits or failed, in words. */
  readonly reason: string | null;
  readonly outcome: BatchOutcome | null;
  /** Name of the file. */
  readonly csvPath: string;
  /** Null when a function of a program handles the rows, or each row chooses its automation. */
  readonly automation: { readonly name: string; readonly version: number } | null;
  /** Rows of the file: `totalJobs + excludedRows + emptyRows`. */
  readonly fileRows: number;
  readonly excludedRows: number;
  readonly emptyRows: number;
  readonly totalJobs: number;
  readonly completedJobs: number;
  readonly failedJobs: number;
  /** Pending and running. */
  readonly pendingJobs: number;
  readonly stoppedJobs: number;
  readonly unconfirmedJobs: number;
  /** Completed of completed and failed: a fraction from 0 to 1, 0 when nothing has ended. */
  readonly successRate: number;
  readonly createdAt: Date;
  /** When the last job ended; null while any is pending or running. */
  readonly completedAt: Date | null;
  readonly jobs?: readonly Job[];
}

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
