import type { BatchEngine } from './batch-engine';
import { withDefaultEngine } from './default-engine';

type Method = Exclude<keyof BatchEngine, 'close' | typeof Symbol.asyncDispose>;

/** A method of BatchEngine as a function that uses the engine of this process. */
function onDefaultEngine<Name extends Method>(name: Name): BatchEngine[Name] {
  const call = (...args: unknown[]) =>
    withDefaultEngine((engine) => Reflect.apply(engine[name], engine, args) as Promise<unknown>);
  return call as BatchEngine[Name];
}

/** The rows of a whole file, for files that fit into memory. Needs no database. */
export const parseCsv: BatchEngine['parseCsv'] = onDefaultEngine('parseCsv');
/** How a file is read, its first rows, its key column and its problems. Needs no database. */
export const previewCsv: BatchEngine['previewCsv'] = onDefaultEngine('previewCsv');
/** Makes a batch of a file; whatever goes wrong leaves nothing behind. */
export const createBatchJobs: BatchEngine['createBatchJobs'] = onDefaultEngine('createBatchJobs');
/** Runs the pending rows of a batch and waits for their end. */
export const executeBatchJobs: BatchEngine['executeBatchJobs'] = onDefaultEngine('executeBatchJobs');
/** `createBatchJobs`, and `executeBatchJobs` unless `executeImmediately` is false. */
export const startBatch: BatchEngine['startBatch'] = onDefaultEngine('startBatch');
/** Puts failed and stopped rows back to pending; `executeBatchJobs` runs them. */
export const retryBatchJobs: BatchEngine['retryBatchJobs'] = onDefaultEngine('retryBatchJobs');
/** Pending rows become stopped at once, running ones within seconds. */
export const stopBatch: BatchEngine['stopBatch'] = onDefaultEngine('stopBatch');
/** A batch as it stands now, with all its jobs; null when there is none with this id. */
export const getBatchSummary: BatchEngine['getBatchSummary'] = onDefaultEngine('getBatchSummary');
/** Sets a pending row's outcome by hand, while its batch does not run. */
export const updateJobStatus: BatchEngine['updateJobStatus'] = onDefaultEngine('updateJobStatus');
/** Attaches a file to a row, at any time, also while it runs. */
export const addRowArtifact: BatchEngine['addRowArtifact'] = onDefaultEngine('addRowArtifact');
/** Writes results, failed rows, manifest or summary into a file, at any time. */
export const exportBatch: BatchEngine['exportBatch'] = onDefaultEngine('exportBatch');
/** The bytes of a stored file of a row. */
export const readArtifact: BatchEngine['readArtifact'] = onDefaultEngine('readArtifact');
