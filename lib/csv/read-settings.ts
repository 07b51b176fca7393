import { ConfigurationError } from '../domain/errors';
import { type CsvLimits, DEFAULT_LIMITS } from './problem';

export type ReadOptions = {
  /** One character; detected when absent. */
  delimiter?: string | undefined;
  /** Binds when given (only a BOM wins over it); detected when absent. */
  encoding?: string | undefined;
  delimiterFallback?: string | undefined;
  /** True: blank and duplicate headers are problems. False: they are made unique. */
  validateHeaders?: boolean | undefined;
  skipEmptyRows?: boolean | undefined;
  /** Most rows per block (`chunk_size`). */
  blockRows?: number | undefined;
  limits?: Partial<CsvLimits> | undefined;
};

/** `ReadOptions` with the defaults filled in; delimiter and encoding stay undefined when they are to be detected. */
export type ReadSettings = {
  delimiter: string | undefined;
  encoding: string | undefined;
  delimiterFallback: string;
  validateHeaders: boolean;
  skipEmptyRows: boolean;
  blockRows: number;
  limits: CsvLimits;
};

/** Throws ConfigurationError for a delimiter that cannot be one. */
export function completeSettings(options: ReadOptions): ReadSettings {
  const settings = {
    delimiter: options.delimiter,
    encoding: options.encoding,
    delimiterFallback: options.delimiterFallback ?? ',',
    validateHeaders: options.validateHeaders ?? true,
    skipEmptyRows: options.skipEmptyRows ?? true,
    blockRows: options.blockRows ?? 1000,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
  };
  checkDelimiter('delimiter', settings.delimiter ?? ',');
  checkDelimiter('delimiter_fallback', settings.delimiterFallback);
  return settings;
}

function checkDelimiter(key: string, value: string): void {
  if (value.length === 1 && !'"\r\n\uFEFF\u0000'.includes(value)) return;
  throw new ConfigurationError(`${key} must be a single character, and neither a quote nor a line end`, {
    key,
  });
}
