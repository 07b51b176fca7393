// What Playwright's types need, also in a project that names no types of its own.
/// <reference types="node" preserve="true" />
// biome-ignore-all lint/performance/noBarrelFile: the one public face of the library.
import './require-node';

export type { BatchConfigOptions } from '../lib/config/batch-config';
export type { Dialect } from '../lib/csv/dialect';
export type { Problem } from '../lib/csv/problem';
export type { BatchOutcome, BatchState } from '../lib/domain/batch-state';
export type { BindingChoices } from '../lib/domain/bindings';
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
export type { ExportFormat } from '../lib/domain/export-format';
export type { FailureKind } from '../lib/domain/failure';
export type { JobCounts, JobState } from '../lib/domain/job-state';
export type { ArtifactContent } from '../lib/services/artifacts/encode-content';
export { RowFailure, type RowFailureKind } from '../worker/handler/row-failure';
export type {
  HandlerBrowser,
  HandlerEffect,
  RowHandler,
  RowHandlerInput,
  RowOutput,
} from '../worker/handler/row-handler';
export { BatchEngine } from './batch-engine';
export { closeDefaultEngine } from './default-engine';
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
export type {
  ArtifactOptions,
  CreateBatchOptions,
  DialectOptions,
  EngineOptions,
  ExecuteOptions,
  ExportOptions,
  HandlerOptions,
  JobStatusOptions,
  ParseCsvOptions,
  PreviewOptions,
  StartBatchOptions,
  SummaryOptions,
} from './options';
export type { OnProgress } from './progress';
export type {
  BatchSummary,
  CsvPreview,
  ExecutionResult,
  Job,
  JobResult,
  JobStatus,
  ParsedCsv,
  RetryResult,
  RowArtifact,
  StartedBatch,
  StopResult,
} from './results';
export type { BatchSettingsOptions, RetryInForce, RetryOptions } from './settings';
