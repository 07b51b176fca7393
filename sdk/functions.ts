import type { BatchEngine } from './batch-engine';
import { withDefaultEngine } from './default-engine';

type Method = Exclude<keyof BatchEngine, 'close' | typeof Symbol.asyncDispose>;

/** A method of BatchEngine as a function that uses the engine of this process. */
function onDefaultEngine<Name extends Method>(name: Name): BatchEngine[Name] {
  const call = (...args: unknown[]) =>
    withDefaultEngine((engine) => Reflect.apply(engine[name], engine, args) as Promise<unknown>);
  return call as BatchEngine[Name];
}

export const parseCsv = onDefaultEngine('parseCsv');
export const previewCsv = onDefaultEngine('previewCsv');
export const createBatchJobs = onDefaultEngine('createBatchJobs');
export const executeBatchJobs = onDefaultEngine('executeBatchJobs');
export const startBatch = onDefaultEngine('startBatch');
export const retryBatchJobs = onDefaultEngine('retryBatchJobs');
export const stopBatch = onDefaultEngine('stopBatch');
export const getBatchSummary = onDefaultEngine('getBatchSummary');
export const updateJobStatus = onDefaultEngine('updateJobStatus');
export const addRowArtifact = onDefaultEngine('addRowArtifact');
export const exportBatch = onDefaultEngine('exportBatch');
export const readArtifact = onDefaultEngine('readArtifact');
