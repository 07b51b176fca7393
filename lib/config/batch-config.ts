import iconv from 'iconv-lite';
import { z } from 'zod';
import { ConfigurationError } from '../domain/errors';
import { booleanText } from './env-values';

const logLevels = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;

const positiveNumber = 'must be a positive number';
const positiveInteger = 'must be a positive integer';
const strictBoolean = z.boolean('must be a boolean');

const batchConfigSchema = z.object({
  maxFileSizeMb: z.number(positiveNumber).positive(positiveNumber).max(10_000, 'too large: at most 10000'),
  chunkSize: z.int(positiveInteger).positive(positiveInteger).max(100_000, 'too large: at most 100000'),
  encoding: z
    .string('must be a non-empty string')
    .trim()
    .min(1, 'must be a non-empty string')
    .refine((name) => name === '' || iconv.encodingExists(name), 'must be a known encoding name'),
  delimiterFallback: z
    .string('must be a single character')
    .refine((text) => [...text].length === 1, 'must be a single character'),
  allowPathTraversal: strictBoolean,
  validateHeaders: strictBoolean,
  skipEmptyRows: strictBoolean,
  logLevel: z.preprocess(
    (value) => (typeof value === 'string' ? value.toUpperCase() : value),
    z.enum(logLevels, `must be one of ${logLevels.join(', ')}`),
  ),
});

type BatchConfigValues = z.output<typeof batchConfigSchema>;

/** How CSV files are read. `maxFileSizeMb` in MB of 1024 x 1024 bytes; `chunkSize` in rows per write. */
export type BatchConfig = BatchConfigValues & {
  /** True when a person or the environment chose the encoding: then it binds, else it may be detected. */
  readonly isEncodingExplicit: boolean;
};
/** The `BATCH_*` keys of an environment. */
export type BatchEnvironment = Readonly<{ [key: `BATCH_${string}`]: string | undefined }>;
export type BatchConfigOptions = Partial<BatchConfigValues>;

const defaults: BatchConfigValues = {
  maxFileSizeMb: 500,
  chunkSize: 1000,
  encoding: 'utf-8',
  delimiterFallback: ',',
  allowPathTraversal: true,
  validateHeaders: true,
  skipEmptyRows: true,
  logLevel: 'INFO',
};

/**
 * Defaults, below the environment's `BATCH_*`, below explicit options. Unknown `BATCH_*` are ignored.
 * @throws ConfigurationError naming the key in snake_case and its bound.
 */
export function resolveBatchConfig(env: BatchEnvironment, options: BatchConfigOptions = {}): BatchConfig {
  const explicit = { ...fromEnvironment(env), ...withoutUndefined(options) };
  const parsed = batchConfigSchema.safeParse({ ...defaults, ...explicit });
  if (parsed.success) return { ...parsed.data, isEncodingExplicit: 'encoding' in explicit };
  const errors = parsed.error.issues.map((issue) => ({
    key: snakeCase(String(issue.path[0])),
    message: issue.message,
  }));
  throw new ConfigurationError(errors.map(({ key, message }) => `${key} ${message}`).join('; '), { errors });
}

function fromEnvironment(env: BatchEnvironment): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [key, standard] of Object.entries(defaults)) {
    const name = `BATCH_${snakeCase(key).toUpperCase()}` as const;
    const text = env[name];
    if (text !== undefined && text !== '') values[key] = typedValue(name, text, typeof standard);
  }
  return values;
}

/** Text that is no number becomes NaN, which the schema refuses with the message for its key. */
function typedValue(name: string, text: string, type: string): unknown {
  if (type === 'number') return text.trim() === '' ? Number.NaN : Number(text);
  if (type !== 'boolean') return text;
  const parsed = booleanText.safeParse(text.trim());
  if (parsed.success) return parsed.data;
  const key = name.slice('BATCH_'.length).toLowerCase();
  throw new ConfigurationError(`${key} must be a boolean: ${name} is "${text}", use true or false`, {
    errors: [{ key: name, message: 'must be a boolean' }],
  });
}

function withoutUndefined(options: BatchConfigOptions): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
