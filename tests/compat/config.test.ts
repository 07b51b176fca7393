import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
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
    [{ maxFileSizeMb: 10_001 }, 'max_file_size_mb too large'],
    [{ chunkSize: 0 }, 'chunk_size must be a positive integer'],
    [{ chunkSize: 1.5 }, 'chunk_size must be a positive integer'],
    [{ chunkSize: true }, 'chunk_size must be a positive integer'],
    [{ chunkSize: 100_001 }, 'chunk_size too large'],
    [{ encoding: '' }, 'encoding must be a non-empty string'],
    [{ encoding: 8 }, 'encoding must be a non-empty string'],
    [{ encoding: 'klingon' }, 'encoding must be a known encoding name'],
    [{ delimiterFallback: '' }, 'delimiter_fallback must be a single character'],
    [{ delimiterFallback: ';;' }, 'delimiter_fallback must be a single character'],
    [{ logLevel: 'LOUD' }, 'log_level must be one of'],
  ];
  for (const [config, message] of cases) {
    expect.soft(refusal(config)).toContain(`Configuration validation failed: ${message}`);
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

it('values of the environment are read, and an explicit option wins over them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'furrow-config-'));
  const path = join(folder, 'rows.csv');
  writeFileSync(path, 'a~b\n1~2\n');
  try {
    vi.stubEnv('BATCH_DELIMITER_FALLBACK', '~');
    vi.stubEnv('BATCH_UNKNOWN_KEY', 'ignored');
    expect((await parseCsv(path)).headers).toEqual(['a', 'b']);
    expect((await parseCsv(path, { delimiterFallback: '!' })).headers).toEqual(['a~b']);
    vi.stubEnv('BATCH_MAX_FILE_SIZE_MB', '0.000001');
    await expect(parseCsv(path)).rejects.toThrow('CSV file too large');
    expect((await parseCsv(path, { maxFileSizeMb: 1 })).rows).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('booleans of the environment are words in any case, and anything else is refused with its key', () => {
  for (const word of ['true', '1', 'YES', 'on', 'False', '0', 'no', 'OFF']) {
    vi.stubEnv('BATCH_VALIDATE_HEADERS', word);
    expect.soft(refusal({})).toBe('accepted');
  }
  vi.stubEnv('BATCH_VALIDATE_HEADERS', 'perhaps');
  expect(refusal({})).toMatch(/^Configuration validation failed: .*BATCH_VALIDATE_HEADERS/);
});

it('a wrong number of the environment is refused with its key', () => {
  vi.stubEnv('BATCH_CHUNK_SIZE', 'many');
  expect(refusal({})).toContain('Configuration validation failed: chunk_size must be a positive integer');
});
