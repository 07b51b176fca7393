import type { BatchConfig } from '../../config/batch-config';
import type { ReadOptions } from '../../csv/read-settings';
import type { UploadReadOptions } from './receive-upload';

/** The reader's options from the configuration and what a person chose for this file. Preview and import share it. */
export function csvOptions(config: BatchConfig, chosen: UploadReadOptions): ReadOptions {
  return {
    delimiter: chosen.delimiter,
    encoding: chosen.encoding ?? (config.isEncodingExplicit ? config.encoding : undefined),
    delimiterFallback: config.delimiterFallback,
    validateHeaders: config.validateHeaders,
    skipEmptyRows: config.skipEmptyRows,
    blockRows: config.chunkSize,
    limits: { bytes: Math.floor(config.maxFileSizeMb * 1024 * 1024) },
  };
}
