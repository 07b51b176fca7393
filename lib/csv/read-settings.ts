import { ConfigurationError } from '../domain/errors';
import { type CsvLimits, DEFAULT_LIMITS } from './problem';

export type ReadOptions = {
  /** One character; detected when absent. */
  delimiter?: string | undefined;
  /** One character, or `none` (or empty) when none quotes; detected when absent. */
  quote?: string | undefined;
  /** The 1-based line of the column names; what stands above is skipped. Found when absent. */
  headerRow?: number | undefined;
  /** Binds when given (only a BOM wins over it); detected when absent. */
  encoding?: string | undefined;
  delimiterFallback?: string | undefined;
  /** True: blank and duplicate headers are problems. False: they are made unique. */
  validateHeaders?: boolean | undefined;
  skipEmptyRows?: boolean | undefined;
  /** Most rows per block (`chunk_size`). */
  blockRows?: number | undefined;
  limits?: Partial<CsvLimits> | undefined;
  /** The bytes are only the beginning of a file: a cut last row, an open quote, no row at all are no faults. */
  isPartial?: boolean | undefined;
};

/** `ReadOptions` with the defaults filled in; what is to be detected stays undefined. */
export type ReadSettings = {
  delimiter: string | undefined;
  encoding: string | undefined;
  /** Empty when no character quotes. */
  quote: string | undefined;
  headerRow: number | undefined;
  isPartial: boolean;
  delimiterFallback: string;
  validateHeaders: boolean;
  skipEmptyRows: boolean;
  blockRows: number;
  limits: CsvLimits;
};

/** Throws ConfigurationError for a delimiter, quote or header row that cannot be one. */
export function completeSettings(options: ReadOptions): ReadSettings {
  const settings = {
    delimiter: options.delimiter,
    encoding: options.encoding,
    quote: options.quote === 'none' ? '' : options.quote,
    headerRow: options.headerRow,
    isPartial: options.isPartial ?? false,
    delimiterFallback: options.delimiterFallback ?? ',',
    validateHeaders: options.validateHeaders ?? true,
    skipEmptyRows: options.skipEmptyRows ?? true,
    blockRows: options.blockRows ?? 1000,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
  };
  checkDelimiter('delimiter', settings.delimiter ?? ',');
  checkDelimiter('delimiter_fallback', settings.delimiterFallback);
  checkQuote(settings.quote ?? '"', settings.delimiter);
  checkHeaderRow(settings.headerRow ?? 1);
  return settings;
}

const NOT_IN_CELLS = '\r\n\uFEFF\u0000';

function checkDelimiter(key: string, value: string): void {
  if (value.length === 1 && value !== '"' && !NOT_IN_CELLS.includes(value)) return;
  throw new ConfigurationError(`${key} must be a single character, and neither a quote nor a line end`, {
    key,
  });
}

function checkQuote(quote: string, delimiter: string | undefined): void {
  if (quote === '' || (quote.length === 1 && quote !== delimiter && !NOT_IN_CELLS.includes(quote))) return;
  throw new ConfigurationError(
    'quote must be a single character other than the delimiter and a line end, or "none"',
    { key: 'quote' },
  );
}

function checkHeaderRow(line: number): void {
  if (Number.isSafeInteger(line) && line >= 1) return;
  throw new ConfigurationError('header_row must be the number of a line, 1 or more', { key: 'header_row' });
}
