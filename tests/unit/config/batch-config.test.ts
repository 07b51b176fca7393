import { describe, expect, it } from 'vitest';
import { type BatchConfigOptions, resolveBatchConfig } from '@/lib/config/batch-config';
import { ConfigurationError } from '@/lib/domain/errors';

describe('resolveBatchConfig', () => {
  it('has the defaults of the reference', () => {
    expect(resolveBatchConfig({})).toEqual({
      maxFileSizeMb: 500,
      chunkSize: 1000,
      encoding: 'utf-8',
      delimiterFallback: ',',
      allowPathTraversal: true,
      validateHeaders: true,
      skipEmptyRows: true,
      logLevel: 'INFO',
      isEncodingExplicit: false,
    });
  });

  it('puts the environment above defaults and options above the environment', () => {
    const env = {
      BATCH_CHUNK_SIZE: '50',
      BATCH_ENCODING: 'cp932',
      BATCH_LOG_LEVEL: 'debug',
      BATCH_OTHER: '?',
    };
    const config = resolveBatchConfig(env, { chunkSize: 7 });
    expect(config).toMatchObject({
      chunkSize: 7,
      encoding: 'cp932',
      logLevel: 'DEBUG',
      isEncodingExplicit: true,
    });
  });

  it.each(['true', '1', 'YES', 'on'])('reads %s as true', (text) => {
    expect(resolveBatchConfig({ BATCH_VALIDATE_HEADERS: text }).validateHeaders).toBe(true);
  });

  it.each(['false', '0', 'No', 'OFF'])('reads %s as false', (text) => {
    expect(resolveBatchConfig({ BATCH_SKIP_EMPTY_ROWS: text }).skipEmptyRows).toBe(false);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['zero size', { maxFileSizeMb: 0 }, 'max_file_size_mb must be a positive number'],
    ['NaN size', { maxFileSizeMb: Number.NaN }, 'max_file_size_mb must be a positive number'],
    ['boolean size', { maxFileSizeMb: true }, 'max_file_size_mb must be a positive number'],
    ['huge size', { maxFileSizeMb: 10_001 }, 'max_file_size_mb too large'],
    ['zero chunk', { chunkSize: 0 }, 'chunk_size must be a positive integer'],
    ['broken chunk', { chunkSize: 1.5 }, 'chunk_size must be a positive integer'],
    ['huge chunk', { chunkSize: 100_001 }, 'chunk_size too large'],
    ['empty encoding', { encoding: '' }, 'encoding must be a non-empty string'],
    ['blank encoding', { encoding: '  ' }, 'encoding must be a non-empty string'],
    ['unknown encoding', { encoding: 'klingon' }, 'encoding must be a known encoding name'],
    ['long delimiter', { delimiterFallback: ';;' }, 'delimiter_fallback must be a single character'],
    ['no delimiter', { delimiterFallback: '' }, 'delimiter_fallback must be a single character'],
    ['boolean as text', { allowPathTraversal: 'true' }, 'allow_path_traversal must be a boolean'],
    ['boolean as number', { validateHeaders: 1 }, 'validate_headers must be a boolean'],
    ['null boolean', { skipEmptyRows: null }, 'skip_empty_rows must be a boolean'],
    ['unknown level', { logLevel: 'LOUD' }, 'log_level must be one of'],
  ])('refuses %s', (_name, options, message) => {
    const resolve = () => resolveBatchConfig({}, options as BatchConfigOptions);
    expect(resolve).toThrow(ConfigurationError);
    expect(resolve).toThrow(`Configuration validation failed: ${message}`);
  });

  it.each([
    ['BATCH_MAX_FILE_SIZE_MB', 'many', 'max_file_size_mb must be a positive number'],
    ['BATCH_CHUNK_SIZE', '1e9', 'chunk_size too large'],
    ['BATCH_VALIDATE_HEADERS', 'perhaps', 'BATCH_VALIDATE_HEADERS is "perhaps"'],
  ])('refuses %s=%s from the environment', (key, value, message) => {
    expect(() => resolveBatchConfig({ [key]: value })).toThrow(message);
  });
});
