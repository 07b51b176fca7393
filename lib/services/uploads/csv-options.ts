import type { BatchConfig } from '../../config/batch-config';
import type { ReadOptions } from '../../csv/read-settings';
import type { UploadReadOptions } from './receive-upload';

/** The reader's options from the configuration and what a person chose for this file. Preview and import share it. */
export function csvOptions(config: BatchConfig, chosen: UploadReadOptions): ReadOptions {
  return {
    delimiter: chosen.delimiter,
    encoding: chosen.encoding ?? (config.isEncodingExplicit ? config.encoding : undefined),
    quote: chosen.quote,
    headerRow: chosen.headerRow,
    delimiterFallback: config.delimiterFallback,
    validateHeaders: chosen.uniqueHeaders === true ? false : config.validateHeaders,
    skipEmptyRows: config.skipEmptyRows,
    blockRows: config.chunkSize,
    limits: { bytes: Math.floor(config.maxFileSizeMb * 1024 * 1024) },
  };
}

/** What was chosen for a file, with later choices over it; what neither says is detected. */
export function overReadOptions(stored: UploadReadOptions, chosen: UploadReadOptions): UploadReadOptions {
  return {
    delimiter: chosen.delimiter ?? stored.delimiter,
    encoding: chosen.encoding ?? stored.encoding,
    quote: chosen.quote ?? stored.quote,
    headerRow: chosen.headerRow ?? stored.headerRow,
    uniqueHeaders: chosen.uniqueHeaders ?? stored.uniqueHeaders,
  };
}
