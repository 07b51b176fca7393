import {
  type BatchSettings,
  type BatchSettingsInput,
  batchSettingsSchema,
} from '../lib/domain/batch-settings';

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/** The settings of a batch, in seconds where they are durations: `concurrency`, `rowTimeout`, `maxRetries` and so on. */
export type BatchSettingsOptions = {
  readonly [Key in keyof BatchSettingsInput as CamelCase<Key>]?: BatchSettingsInput[Key];
};

/** When rows that failed are tried again: `min(retryDelay * backoffFactor^(n-1), maxRetryDelay)` seconds. */
export type RetryOptions = Pick<
  BatchSettingsOptions,
  'maxRetries' | 'retryDelay' | 'backoffFactor' | 'maxRetryDelay' | 'jitter'
>;

/** The retry settings in force. */
export type RetryInForce = { readonly [Key in keyof RetryOptions]-?: NonNullable<RetryOptions[Key]> };

/** The settings among these options, under their names on the wire; bounds are checked where they are used. */
export function toSettings(options: BatchSettingsOptions): BatchSettingsInput {
  const given = options as Readonly<Record<string, unknown>>;
  const names = Object.keys(batchSettingsSchema.shape).filter((name) => given[camelCase(name)] !== undefined);
  return Object.fromEntries(names.map((name) => [name, given[camelCase(name)]]));
}

export function retryInForce(settings: BatchSettings): RetryInForce {
  const { max_retries, retry_delay, backoff_factor, max_retry_delay, jitter } = settings;
  return {
    maxRetries: max_retries,
    retryDelay: retry_delay,
    backoffFactor: backoff_factor,
    maxRetryDelay: max_retry_delay,
    jitter,
  };
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
