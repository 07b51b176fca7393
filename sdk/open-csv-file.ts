import type { BatchConfig } from '../lib/config/batch-config';
import { SecurityError } from '../lib/domain/errors';
import { type LocalFile, openLocalFile } from '../lib/services/uploads/open-local-file';
import type { WorkerLogger } from '../worker/log';

/** Opens a CSV file of this machine under the rules of the configuration; a denial is logged. Throws as openLocalFile. */
export function openCsvFile(path: string, config: BatchConfig, log: Pick<WorkerLogger, 'error'>): LocalFile {
  try {
    return openLocalFile(path, config);
  } catch (error) {
    if (error instanceof SecurityError) log.error({ code: error.code, path }, error.message);
    throw error;
  }
}
