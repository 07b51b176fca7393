import type { Command } from 'commander';
import type { BatchSettingsInput } from '../lib/domain/batch-settings';
import { parseNumber, parsePercent } from './option-values';

/** Options of the retry schedule, as `run` and `retry` take them. */
export interface RetryOptions {
  readonly maxRetries?: number;
  readonly retryDelay?: number;
  readonly backoffFactor?: number;
  readonly maxRetryDelay?: number;
  readonly jitter?: boolean;
}

export interface BatchOptions extends RetryOptions {
  readonly concurrency?: number;
  readonly rowTimeout?: number;
  readonly priority?: number;
  readonly key?: string;
  readonly canary?: number;
  readonly rate?: number;
  readonly breakAt?: number;
  readonly account?: string;
  readonly stepTimeout?: number;
  readonly skipDone?: boolean;
}

export function addRetryOptions(command: Command): Command {
  return command
    .option('--max-retries <n>', 'further attempts after a failure that can heal (default: 3)', parseNumber)
    .option('--retry-delay <seconds>', 'wait before the first further attempt (default: 1)', parseNumber)
    .option('--backoff-factor <x>', 'each wait is so many times the one before (default: 2)', parseNumber)
    .option('--max-retry-delay <seconds>', 'longest wait (default: 60)', parseNumber)
    .option('--jitter', 'vary the waits a little');
}

/** What can still change when the batch runs. */
export function addChangeOptions(command: Command): Command {
  return addRetryOptions(
    command.option('--concurrency <n>', 'rows at the same time, 1 to 100 (default: 1)', parseNumber),
  )
    .option('--row-timeout <seconds>', 'longest time for one attempt of a row (default: 300)', parseNumber)
    .option('--step-timeout <seconds>', 'longest time for a step that names none (default: 10)', parseNumber)
    .option('--priority <n>', 'before (> 0) or after (< 0) other batches, -100 to 100', parseNumber)
    .option('--canary <n>', 'run n rows, then wait for a person', parseNumber)
    .option('--rate <n>', 'at most n rows a minute', parseNumber)
    .option(
      '--break-at <percent>',
      'wait for a person when so many of at least 10 rows fail, such as 20%',
      parsePercent,
    );
}

export function addBatchOptions(command: Command): Command {
  return addChangeOptions(command)
    .option('--key <column>', 'the column that identifies a row')
    .option('--account <column>', 'rows with the same value in this column run one at a time')
    .option('--skip-done', 'leave out rows whose key is already completed');
}

const RETRY_SETTINGS = {
  max_retries: 'maxRetries',
  retry_delay: 'retryDelay',
  backoff_factor: 'backoffFactor',
  max_retry_delay: 'maxRetryDelay',
  jitter: 'jitter',
} as const;

const SETTINGS = {
  ...RETRY_SETTINGS,
  concurrency: 'concurrency',
  row_timeout: 'rowTimeout',
  priority: 'priority',
  key_column: 'key',
  canary: 'canary',
  rate_per_minute: 'rate',
  break_at_failure_rate: 'breakAt',
  account_column: 'account',
  step_timeout: 'stepTimeout',
  skip_done: 'skipDone',
} as const;

/** The settings that were given, under their names on the wire; the bounds are checked where they are used. */
export function toSettings(options: BatchOptions): BatchSettingsInput {
  return pick(SETTINGS, options);
}

export function toRetrySettings(options: RetryOptions): BatchSettingsInput {
  return pick(RETRY_SETTINGS, options);
}

function pick(
  names: Readonly<Record<string, keyof BatchOptions>>,
  options: BatchOptions,
): BatchSettingsInput {
  const given = Object.entries(names).filter(([, option]) => options[option] !== undefined);
  return Object.fromEntries(given.map(([setting, option]) => [setting, options[option]]));
}
