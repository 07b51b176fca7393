import type { Dialect } from '../lib/csv/dialect';
import type { Problem } from '../lib/csv/problem';
import type { BatchOutcome, BatchState } from '../lib/domain/batch-state';
import type { FailureKind } from '../lib/domain/failure';
import type { JobState } from '../lib/domain/job-state';
import type { RetryInForce } from './settings';

export interface ParsedCsv {
  readonly dialect: Dialect;
  readonly headers: readonly string[];
  /** Values by header, always text, in file order; rows that cannot be used are among the problems, not here. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** `row` counts from 1 over the data rows, `line` is that of the file. */
  readonly problems: readonly Problem[];
}

export interface CsvPreview {
  /** `ok`, or the worst that was found. */
  readonly status: 'ok' | 'warnings' | 'errors';
  readonly dialect: {
    readonly delimiter: string;
    readonly encoding: string;
    readonly quote: string;
    readonly newline: string;
    readonly hasBom: boolean;
    readonly headerRow: number;
  };
  readonly headers: readonly string[];
  /** The first rows, cells in the order of the headers. */
  readonly rows: readonly (readonly string[])[];
  /** Data rows of the whole file. */
  readonly rowCount: number;
  /** Columns that a person can choose as the key: all that have a name. */
  readonly headerChoices: readonly string[];
  /** The column whose values are all different, over the whole file; null when there is none. */
  readonly uniqueColumn: string | null;
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

export interface JobResult {
  readonly jobId: string;
  readonly status: JobState;
  readonly errorMessage: string | null;
}

/** What one execution did, and the retry settings that were in force. */
export interface ExecutionResult extends RetryInForce {
  readonly batchId: string;
  /** Rows that ran to an end: completed, failed or unconfirmed. */
  readonly executed: number;
  readonly completed: number;
  readonly failed: number;
  readonly unconfirmed: number;
  readonly stopped: number;
  /** All rows of the batch that this execution did not run to an end. */
  readonly skipped: number;
  readonly totalJobs: number;
  /** One for each row that was to be run, in file order. */
  readonly jobResults: readonly JobResult[];
  /** Why nothing, or not everything, was run. */
  readonly reason: string | null;
}

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

export interface StartedBatch {
  readonly batchId: string;
  readonly summary: BatchSummary;
  /** Null when nothing was executed. */
  readonly execution: ExecutionResult | null;
}

/** What a retry put back, and the retry settings that are in force from now on. */
export interface RetryResult extends RetryInForce {
  readonly batchId: string;
  readonly totalRequested: number;
  readonly retried: number;
  /** Rows that had neither failed nor been stopped. */
  readonly skipped: number;
  /** The first 1,000. */
  readonly retryDetails: readonly {
    readonly jobId: string;
    readonly originalStatus: JobState;
    readonly originalError: string | null;
    readonly resetAt: Date;
  }[];
  readonly isDetailsTruncated: boolean;
}

export interface JobStatus {
  readonly jobId: string;
  readonly batchId: string;
  readonly rowIndex: number;
  readonly status: 'completed' | 'failed';
  readonly errorMessage: string | null;
}

export interface StopResult {
  readonly batchId: string;
  readonly stoppedJobs: number;
  readonly unaffectedJobs: number;
  readonly totalJobs: number;
}
