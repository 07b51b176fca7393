import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  BatchEngineError,
  ConfigurationError,
  ConflictError,
  FileProcessingError,
  NotFoundError,
  parseCsv,
  SecurityError,
  ValidationError,
} from '@/sdk/index';
import { type Library, openLibrary } from '@/tests/support/library';
import { MESSAGE_KEYS, type MessageKey } from './message-keys';

const NO_BATCH = '01890000-0000-7000-8000-000000000000';
let library: Library;
let batch: { batchId: string; jobId: string };

beforeAll(async () => {
  library = await openLibrary();
  const { batchId } = await library.engine.createBatchJobs(library.file('batch.csv', 'key\na\n'));
  const jobs = (await library.engine.getBatchSummary(batchId))?.jobs;
  batch = { batchId, jobId: jobs?.[0]?.jobId ?? '' };
});

afterAll(() => library.close());

type ErrorType = abstract new (...args: never[]) => BatchEngineError;
interface Case {
  readonly type: ErrorType;
  readonly code: string;
  provoke(): Promise<unknown>;
}

const parse = (content: string | Uint8Array, options = {}) =>
  parseCsv(library.file('rows.csv', content), options);
const retry = (options: object, jobIds = [batch.jobId]) =>
  library.engine.retryBatchJobs(batch.batchId, jobIds, options);
const outside = () => parseCsv(library.file('rows.csv', 'a\n1\n'), { allowPathTraversal: false });
const notUtf8 = new Uint8Array([0x61, 0x0a, 0xe9, 0x0a]);
const settings = { type: ValidationError, code: 'settings_invalid' };

const CASES: Readonly<Record<MessageKey, Case>> = {
  'CSV file not found': {
    ...{ type: FileProcessingError, code: 'file_not_found' },
    provoke: () => parseCsv(join(library.folder, 'none.csv')),
  },
  'CSV file is empty': { type: FileProcessingError, code: 'file_empty', provoke: () => parse('') },
  'CSV file contains no data': {
    type: FileProcessingError,
    code: 'file_blank',
    provoke: () => parse(' \n\n'),
  },
  'No valid data rows found': {
    type: FileProcessingError,
    code: 'no_data_rows',
    provoke: () => parse('a,b\n'),
  },
  'CSV file too large': {
    ...{ type: FileProcessingError, code: 'file_too_large' },
    provoke: () => parse('a\n1\n', { maxFileSizeMb: 1e-6 }),
  },
  'Invalid file encoding': {
    ...{ type: FileProcessingError, code: 'encoding_invalid' },
    provoke: () => parse(notUtf8, { encoding: 'utf-8' }),
  },
  'Invalid CSV format': {
    ...{ type: FileProcessingError, code: 'file_not_csv' },
    provoke: () => parse('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n'),
  },
  'Failed to parse CSV file': {
    ...{ type: FileProcessingError, code: 'unclosed_quote' },
    provoke: () => parse('a,"b\n1,2\n'),
  },
  'Access denied': { type: SecurityError, code: 'access_denied', provoke: outside },
  'Path traversal detected': { type: SecurityError, code: 'access_denied', provoke: outside },
  'sensitive system directory': {
    ...{ type: SecurityError, code: 'access_denied' },
    provoke: () => parseCsv('/etc/hostname'),
  },
  'Batch not found': {
    ...{ type: NotFoundError, code: 'batch_not_found' },
    provoke: () => library.engine.stopBatch(NO_BATCH),
  },
  'Jobs not found in batch': {
    ...{ type: NotFoundError, code: 'jobs_not_found' },
    provoke: () => retry({}, ['20260131120000-a1b2c3_0001']),
  },
  'max_retries must be >= 0': { ...settings, provoke: () => retry({ maxRetries: -1 }) },
  'retry_delay must be > 0': { ...settings, provoke: () => retry({ retryDelay: 0 }) },
  'backoff_factor must be > 1.0': { ...settings, provoke: () => retry({ backoffFactor: 1 }) },
  'max_retry_delay must be > 0': { ...settings, provoke: () => retry({ maxRetryDelay: 0 }) },
  'job_ids must be a non-empty list': {
    ...{ type: ValidationError, code: 'job_ids_empty' },
    provoke: () => retry({}, []),
  },
  'job_ids must not contain duplicates': {
    ...{ type: ValidationError, code: 'job_ids_repeated' },
    provoke: () => retry({}, [batch.jobId, batch.jobId]),
  },
};

it.each(MESSAGE_KEYS)('the message "%s" stays', async (key) => {
  const { type, code, provoke } = CASES[key];
  const error: unknown = await provoke().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(type);
  expect(error).toBeInstanceOf(BatchEngineError);
  expect((error as BatchEngineError).message).toContain(key);
  expect((error as BatchEngineError).code).toBe(code);
  expect((error as BatchEngineError).details).toBeTypeOf('object');
});

it('all errors have the one base, and their own names', () => {
  const types = [ConfigurationError, ConflictError, FileProcessingError, NotFoundError, SecurityError];
  for (const type of [...types, ValidationError]) {
    expect(Object.getPrototypeOf(type)).toBe(BatchEngineError);
  }
  expect(new SecurityError('x', 'y').name).toBe('SecurityError');
});
