import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BatchConfigOptions, BatchEngine, ConfigurationError, parseCsv } from '@/sdk/index';

afterEach(() => vi.unstubAllEnvs());

function refusal(config: Record<string, unknown>): string {
  try {
    void new BatchEngine({ config: config as BatchConfigOptions });
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as ConfigurationError).code).toBe('configuration_invalid');
    return (error as Error).message;
  }
}

it('a full set of valid values is accepted, up to its bounds', () => {
  const full = {
    maxFileSizeMb: 10_000,
    chunkSize: 100_000,
    encoding: 'cp932',
    delimiterFallback: '\t',
    allowPathTraversal: false,
    validateHeaders: false,
    skipEmptyRows: false,
    logLevel: 'critical' as 'CRITICAL',
  };
  expect(refusal(full)).toBe('accepted');
  expect(refusal({ maxFileSizeMb: 0.001, chunkSize: 1, logLevel: 'WARNING' })).toBe('accepted');
});

it('each invalid value is refused, with its key and its bound', () => {
  const cases: [Record<string, unknown>, string][] = [
    [{ maxFileSizeMb: 0 }, 'max_file_size_mb must be a positive number'],
    [{ maxFileSizeMb: -1 }, 'max_file_size_mb must be a positive number'],
    [{ maxFileSizeMb: Number.NaN }, 'max_file_size_mb must be a positive number'],
    [{ maxFileSizeMb: true }, 'max_file_size_mb must be a positive number'],
    [{ maxFileSizeMb: '5' }, 'max_file_size_mb must be a positive number'],
    [{ maxFileSizeMb: Number.POSITIVE_INFINITY }, 'max_file_size_mb must be a positive number'],
    [{ maxFileSizeMb: 10_001 }, 'max_file_size_mb too large'],
    [{ chunkSize: -1 }, 'chunk_size must be a positive integer'],
    [{ chunkSize: '10' }, 'chunk_size must be a positive integer'],
    [{ chunkSize: 0 }, 'chunk_size must be a positive integer'],
    [{ chunkSize: 1.5 }, 'chunk_size must be a positive integer'],
    [{ chunkSize: true }, 'chunk_size must be a positive integer'],
    [{ chunkSize: 100_001 }, 'chunk_size too large'],
    [{ encoding: '' }, 'encoding must be a non-empty string'],
    [{ encoding: '  ' }, 'encoding must be a non-empty string'],
    [{ encoding: 8 }, 'encoding must be a non-empty string'],
    [{ encoding: 'klingon' }, 'encoding must be a known encoding name'],
    [{ delimiterFallback: '' }, 'delimiter_fallback must be a single character'],
    [{ delimiterFallback: ';;' }, 'delimiter_fallback must be a single character'],
    [{ delimiterFallback: 7 }, 'delimiter_fallback must be a single character'],
    [{ logLevel: 'LOUD' }, 'log_level must be one of'],
    [{ logLevel: '' }, 'log_level must be one of'],
    [{ logLevel: 10 }, 'log_level must be one of'],
  ];
  for (const [config, message] of cases) {
    expect.soft(refusal(config).indexOf(`Configuration validation failed: ${message}`), message).toBe(0);
  }
});

it('a boolean given as text or number is refused', () => {
  const keys = {
    allowPathTraversal: 'allow_path_traversal',
    validateHeaders: 'validate_headers',
    skipEmptyRows: 'skip_empty_rows',
  };
  for (const [option, key] of Object.entries(keys)) {
    for (const value of ['true', 'yes', 1, 0, null]) {
      expect.soft(refusal({ [option]: value })).toContain(`${key} must be a boolean`);
    }
  }
});

describe('the environment', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'furrow-config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function file(content: string | Uint8Array): string {
    const path = join(folder, 'rows.csv');
    writeFileSync(path, content);
    return path;
  }

  it('values of the environment are read, and an explicit option wins over them', async () => {
    const tildes = file('a~b\n1~2\n');
    vi.stubEnv('BATCH_DELIMITER_FALLBACK', '~');
    vi.stubEnv('BATCH_UNKNOWN_KEY', 'ignored');
    expect((await parseCsv(tildes)).headers).toEqual(['a', 'b']);
    expect((await parseCsv(tildes, { delimiterFallback: '!' })).headers).toEqual(['a~b']);
    vi.stubEnv('BATCH_MAX_FILE_SIZE_MB', '0.000001');
    await expect(parseCsv(tildes)).rejects.toThrow('CSV file too large');
    expect((await parseCsv(tildes, { maxFileSizeMb: 1 })).rows).toHaveLength(1);
    vi.stubEnv('BATCH_MAX_FILE_SIZE_MB', '1');
    vi.stubEnv('BATCH_ALLOW_PATH_TRAVERSAL', 'no');
    await expect(parseCsv(tildes)).rejects.toThrow('Path traversal detected');
    vi.stubEnv('BATCH_ALLOW_PATH_TRAVERSAL', 'yes');
    vi.stubEnv('BATCH_ENCODING', 'utf-8');
    await expect(parseCsv(file(Buffer.from('a\nJos\xe9\n', 'latin1')))).rejects.toThrow(
      'Invalid file encoding',
    );
    vi.stubEnv('BATCH_SKIP_EMPTY_ROWS', 'off');
    expect((await parseCsv(file('a,b\n1,2\n,\n3,4\n'))).rows).toHaveLength(3);
    vi.stubEnv('BATCH_VALIDATE_HEADERS', '0');
    expect((await parseCsv(file('a,a\n1,2\n'))).headers).toEqual(['a', 'a_2']);
  });

  it('a wrong value of the environment is refused with its key, whichever key it is', () => {
    const cases: [string, string, string][] = [
      ['BATCH_MAX_FILE_SIZE_MB', 'many', 'max_file_size_mb must be a positive number'],
      ['BATCH_MAX_FILE_SIZE_MB', '10001', 'max_file_size_mb too large'],
      ['BATCH_CHUNK_SIZE', '1.5', 'chunk_size must be a positive integer'],
      ['BATCH_CHUNK_SIZE', '100001', 'chunk_size too large'],
      ['BATCH_ENCODING', 'klingon', 'encoding must be a known encoding name'],
      ['BATCH_DELIMITER_FALLBACK', ';;', 'delimiter_fallback must be a single character'],
      ['BATCH_ALLOW_PATH_TRAVERSAL', 'perhaps', 'allow_path_traversal must be a boolean'],
      ['BATCH_VALIDATE_HEADERS', '2', 'validate_headers must be a boolean'],
      ['BATCH_SKIP_EMPTY_ROWS', 'y', 'skip_empty_rows must be a boolean'],
      ['BATCH_LOG_LEVEL', 'TRACE', 'log_level must be one of'],
    ];
    for (const [key, value, message] of cases) {
      vi.stubEnv(key, value);
      expect.soft(refusal({}).indexOf(`Configuration validation failed: ${message}`), key).toBe(0);
      vi.unstubAllEnvs();
    }
  });

  it('booleans of the environment are words in any case', async () => {
    const duplicates = file('a,a\n1,2\n');
    const answers: [readonly string[], number][] = [
      [['true', '1', 'YES', 'on'], 1],
      [['False', '0', 'no', 'OFF'], 0],
    ];
    for (const [words, errors] of answers) {
      for (const word of words) {
        vi.stubEnv('BATCH_VALIDATE_HEADERS', word);
        expect.soft((await parseCsv(duplicates)).problems, word).toHaveLength(errors);
      }
    }
  });
});
