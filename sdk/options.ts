import type { BatchConfigOptions } from '../lib/config/batch-config';
import type { BindingChoices } from '../lib/domain/bindings';
import type { ExportFormat } from '../lib/domain/export-format';
import type { HandlerBrowser, HandlerEffect, RowHandler } from '../worker/handler/row-handler';
import type { OnProgress } from './progress';
import type { BatchSettingsOptions, RetryOptions } from './settings';

/** Where an engine works; what is absent comes from the environment (`DATABASE_URL`, `FURROW_*`, `BATCH_*`). */
export interface EngineOptions {
  /** A PostgreSQL of your own; without one the embedded one of the data folder is joined or started. */
  readonly databaseUrl?: string;
  /** Holds the embedded database and the stored files. */
  readonly dataDir?: string;
  /** Private hosts that pages may be opened on: host, host:port or CIDR. */
  readonly allowHosts?: readonly string[];
  /** Rows at the same time over all batches of this engine; default: as many as a batch asks for. */
  readonly slots?: number;
  /** How files are read, over `BATCH_*`. */
  readonly config?: BatchConfigOptions;
}

/** How one file is written, where it should not be detected. */
export interface DialectOptions {
  readonly delimiter?: string;
  /** The character that quotes cells; an empty text for none. */
  readonly quote?: string;
  /** 1-based line of the column names. */
  readonly headerRow?: number;
}

/** Settings of the reading, over those of the environment (`BATCH_*`), and the dialect of this file. */
export type ParseCsvOptions = BatchConfigOptions & DialectOptions;

export interface PreviewOptions extends ParseCsvOptions {
  /** How many rows to show, 1 to 50; default 10. */
  readonly n?: number;
  /** The key column, instead of the one that would be found; its duplicates are among the problems. */
  readonly key?: string;
}

/** What a batch is made of; the settings of its run stand beside the rest. */
export interface CreateBatchOptions extends DialectOptions, BatchSettingsOptions {
  /** Instead of the encoding that is detected; `config.encoding` does the same. */
  readonly encoding?: string;
  /**
   * Name of a stored automation, or the path of a YAML file, which is kept as a version. Null: each row names its own
   * in a `task` or `command` column. Absent: the batch waits for `executeBatchJobs` with a row handler.
   */
  readonly automation?: string | null;
  readonly automationVersion?: number;
  /** The batch's name; default: the file's. */
  readonly name?: string;
  /** Input from a column's header, or the same text for all rows; default: by name. */
  readonly bindings?: BindingChoices;
  /** Values for the whole batch. */
  readonly vars?: Readonly<Record<string, string>>;
  /** `valid` leaves out rows that cannot run; `all` (default) refuses the file. */
  readonly rows?: 'all' | 'valid';
  /** Only the first rows. */
  readonly limit?: number;
  /** How the file is read, over the engine's own; its `logLevel` holds for the engine's next worker too. */
  readonly config?: BatchConfigOptions;
}

/** For a batch without an automation: the function that runs its rows. */
export interface HandlerOptions {
  readonly handler?: RowHandler;
  /** What the handler does to its site, which says when a failed row may run again. */
  readonly effect?: HandlerEffect;
  /** What `page.goto('/path')` is relative to. */
  readonly baseUrl?: string;
  /** How each row's browser context is opened. */
  readonly browser?: HandlerBrowser;
}

export interface ExecuteOptions
  extends RetryOptions,
    HandlerOptions,
    Pick<BatchSettingsOptions, 'concurrency' | 'rowTimeout' | 'stepTimeout'> {
  readonly onProgress?: OnProgress;
}

export interface StartBatchOptions extends CreateBatchOptions, HandlerOptions {
  /** False makes the batch and runs nothing. Default true. */
  readonly executeImmediately?: boolean;
  readonly onProgress?: OnProgress;
}

export interface SummaryOptions {
  /** False leaves out `jobs`, which are all rows of the batch. */
  readonly jobs?: boolean;
}

export interface JobStatusOptions {
  /** Why it failed. */
  readonly error?: string;
}

export interface ArtifactOptions {
  readonly extension?: string;
  readonly meta?: Readonly<Record<string, unknown>>;
}

export interface ExportOptions {
  readonly format: ExportFormat;
  /** Cells exactly as they are, for machines; else formulas are made harmless for spreadsheets. */
  readonly raw?: boolean;
  /** Without the rows that the batch left out. */
  readonly onlyRun?: boolean;
}
