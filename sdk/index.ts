// biome-ignore-all lint/performance/noBarrelFile: the one public face of the library.
export type { BatchConfigOptions } from '../lib/config/batch-config';
export type { BatchOutcome, BatchState } from '../lib/domain/batch-state';
export {
  BatchEngineError,
  ConfigurationError,
  ConflictError,
  FileProcessingError,
  ForbiddenError,
  NotFoundError,
  SecurityError,
  ValidationError,
} from '../lib/domain/errors';
export type { FailureKind } from '../lib/domain/failure';
export type { JobCounts, JobState } from '../lib/domain/job-state';
export type { ArtifactContent } from '../lib/services/artifacts/encode-content';
export type { StopResult } from '../lib/services/batches/stop-batch';
export type { HandlerBrowser } from '../worker/handler/prepare-handler-rows';
export { RowFailure, type RowFailureKind } from '../worker/handler/row-failure';
export type { HandlerEffect, RowHandler, RowHandlerInput } from '../worker/handler/row-handler';
export {
  type ArtifactOptions,
  BatchEngine,
  type ExportOptions,
  type JobStatus,
  type JobStatusOptions,
} from './batch-engine';
export type { SummaryOptions } from './batch-summary';
export type { CreateBatchOptions } from './create-batch-jobs';
export { closeDefaultEngine } from './default-engine';
export type { ExecuteOptions, ExecutionResult, JobResult } from './execute-batch-jobs';
export {
  addRowArtifact,
  createBatchJobs,
  executeBatchJobs,
  exportBatch,
  getBatchSummary,
  parseCsv,
  previewCsv,
  readArtifact,
  retryBatchJobs,
  startBatch,
  stopBatch,
  updateJobStatus,
} from './functions';
export type { HandlerOptions } from './handle-rows';
export type { ParseCsvOptions, ParsedCsv } from './parse-csv';
export type { CsvPreview, PreviewOptions } from './preview-csv';
export type { OnProgress } from './progress';
export type { RetryResult } from './retry-batch-jobs';
export type { EngineOptions } from './session';
export type { BatchSettingsOptions, RetryInForce, RetryOptions } from './settings';
export type { StartBatchOptions, StartedBatch } from './start-batch';
export type { BatchSummary, Job, RowArtifact } from './views';
