import { buffer } from 'node:stream/consumers';
import { addRowArtifact } from '../lib/services/artifacts/add-row-artifact';
import type { ArtifactContent } from '../lib/services/artifacts/encode-content';
import { getArtifact } from '../lib/services/artifacts/get-artifact';
import { stopBatch } from '../lib/services/batches/stop-batch';
import { getJob } from '../lib/services/jobs/get-job';
import { updateJobStatus } from '../lib/services/jobs/update-job-status';
import { saveExport } from '../lib/services/results/save-export';
import { getBatchSummary } from './batch-summary';
import { createBatchJobs } from './create-batch-jobs';
import { executeBatchJobs } from './execute-batch-jobs';
import type {
  ArtifactOptions,
  CreateBatchOptions,
  EngineOptions,
  ExecuteOptions,
  ExportOptions,
  JobStatusOptions,
  ParseCsvOptions,
  PreviewOptions,
  StartBatchOptions,
  SummaryOptions,
} from './options';
import { parseCsv } from './parse-csv';
import { previewCsv } from './preview-csv';
import type {
  BatchSummary,
  CsvPreview,
  ExecutionResult,
  JobStatus,
  ParsedCsv,
  RetryResult,
  RowArtifact,
  StartedBatch,
  StopResult,
} from './results';
import { retryBatchJobs } from './retry-batch-jobs';
import { createSession, type Session } from './session';
import type { RetryOptions } from './settings';
import { startBatch } from './start-batch';
import { toRowArtifact, toSummary } from './views';

/**
 * Batches of one installation: its database, its files, and a worker in this process while rows are executed. Opens
 * when it is first needed; `close` (or `await using`) ends it.
 */
export class BatchEngine {
  readonly #session: Session;

  constructor(options: EngineOptions = {}) {
    this.#session = createSession(options);
  }

  /** The rows of a whole file, for files that fit into memory. Needs no database. */
  parseCsv(path: string, options?: ParseCsvOptions): Promise<ParsedCsv> {
    return parseCsv(this.#session, path, options);
  }

  /** How a file is read, its first rows, its key column and its problems. Needs no database. */
  previewCsv(path: string, options?: PreviewOptions): Promise<CsvPreview> {
    return previewCsv(this.#session, path, options);
  }

  /** Makes a batch of a file; whatever goes wrong leaves nothing behind. */
  async createBatchJobs(path: string, options?: CreateBatchOptions): Promise<BatchSummary> {
    return toSummary(await createBatchJobs(this.#session, path, options));
  }

  /** Runs the pending rows of a batch and waits for their end. */
  executeBatchJobs(batchId: string, options?: ExecuteOptions): Promise<ExecutionResult> {
    return executeBatchJobs(this.#session, batchId, options);
  }

  /** `createBatchJobs`, and `executeBatchJobs` unless `executeImmediately` is false. */
  startBatch(path: string, options?: StartBatchOptions): Promise<StartedBatch> {
    return startBatch(this.#session, path, options);
  }

  /** Puts failed and stopped rows back to pending; `executeBatchJobs` runs them. */
  async retryBatchJobs(
    batchId: string,
    jobIds: readonly string[],
    options?: RetryOptions,
  ): Promise<RetryResult> {
    return retryBatchJobs(await this.#session.context(), batchId, jobIds, options);
  }

  /** Pending rows become stopped at once, running ones within seconds; ended ones stay as they are. */
  async stopBatch(batchId: string): Promise<StopResult> {
    const context = await this.#session.context();
    const { operation: _, ...result } = await stopBatch(context, { batchId, isAtOnce: true });
    return result;
  }

  /** A batch as it stands now, with all its jobs; null when there is none with this id. */
  async getBatchSummary(batchId: string, options?: SummaryOptions): Promise<BatchSummary | null> {
    return getBatchSummary(await this.#session.context(), batchId, options);
  }

  /** Sets a pending row's outcome by hand, while its batch does not run. */
  async updateJobStatus(
    jobId: string,
    status: 'completed' | 'failed',
    { error }: JobStatusOptions = {},
  ): Promise<JobStatus> {
    const context = await this.#session.context();
    const job = await updateJobStatus(context, { jobId, status, error });
    const { errorMessage } = await getJob(context, job);
    return { jobId, ...job, status, errorMessage };
  }

  /**
   * Attaches a file to a row, at any time: objects become `.json`, bytes `.bin`, texts `.txt`, unless the extension is
   * given.
   */
  async addRowArtifact(
    jobId: string,
    type: string,
    content: ArtifactContent,
    { extension, meta }: ArtifactOptions = {},
  ): Promise<RowArtifact> {
    const context = await this.#session.context();
    const artifact = await addRowArtifact(context, { jobId, type, content, extension, meta });
    return toRowArtifact({ meta: {}, ...artifact, attemptNo: 0, createdAt: new Date().toISOString() });
  }

  /** Writes results, failed rows, manifest or summary into a file, also while the batch runs. @returns bytes written */
  async exportBatch(batchId: string, path: string, options: ExportOptions): Promise<number> {
    return saveExport(await this.#session.context(), { batchId, ...options }, path);
  }

  /** The bytes of a stored file of a row. */
  async readArtifact(artifactId: string): Promise<Uint8Array> {
    const artifact = await getArtifact(await this.#session.context(), { artifactId });
    return buffer(artifact.open());
  }

  /** Lets running rows end or gives them back, closes the browser, and lets go of the database. Safe to call twice. */
  close(): Promise<void> {
    return this.#session.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
