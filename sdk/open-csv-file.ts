import type { BatchConfig } from '../lib/config/batch-config';
import { SecurityError } from '../lib/domain/errors';
import { type LocalFile, openLocalFile, unusualExtension } from '../lib/services/uploads/open-local-file';
import type { WorkerLogger } from '../worker/log';

/**
 * Opens a CSV file of this machine under the rules of the configuration; a denial is logged, and a name that is unusual
 * for a table. Throws as openLocalFile.
 */
export function openCsvFile(
  path: string,
  config: BatchConfig,
  log: Pick<WorkerLogger, 'error' | 'warn'>,
): LocalFile {
  try {
    const file = openLocalFile(path, config);
    const warning = unusualExtension(file);
    if (warning !== null) log.warn({ path }, warning);
    return file;
  } catch (error) {
    if (error instanceof SecurityError) log.error({ code: error.code, path }, error.message);
    throw error;
  }
}
