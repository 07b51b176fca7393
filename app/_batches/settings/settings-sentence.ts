import {
  type BatchSettings,
  type BatchSettingsInput,
  batchSettingsSchema,
} from '@/lib/domain/batch-settings';
import { countText } from '../format';

/** The settings that will apply, in one sentence. Wrong numbers are told at their field, so none here. */
export function settingsSentence(settings: BatchSettingsInput, limit: number | null): string {
  const parsed = batchSettingsSchema.safeParse(settings);
  if (!parsed.success) return 'One of the settings is not valid';
  const { concurrency, max_retries: retries, rate_per_minute: rate, canary, account_column } = parsed.data;
  const parts = [
    ...(limit === null ? [] : [`only ${firstText(limit)}`]),
    ...(canary === 0 ? [] : [`waits for you after ${firstText(canary)}`]),
    concurrency === 1 ? 'one at a time' : `${concurrency} at a time`,
    ...(account_column === undefined ? [] : [`one per ${account_column}`]),
    ...(rate === 0 ? [] : [`at most ${countText(rate)} a minute`]),
    retries === 0 ? 'no retries' : `${retries} ${retries === 1 ? 'retry' : 'retries'}`,
    brakeText(parsed.data),
  ];
  return parts.join(', ');
}

function firstText(count: number): string {
  return count === 1 ? 'the first row' : `the first ${countText(count)} rows`;
}

function brakeText({ break_at_equal_failures: equal, break_at_failure_rate: share }: BatchSettings): string {
  const brakes = [
    ...(equal === 0
      ? []
      : [equal === 1 ? 'after the first failure' : `after ${countText(equal)} equal failures in a row`]),
    ...(share === 0 ? [] : [`at ${Math.round(share * 1e4) / 100} % failed`]),
  ];
  return brakes.length === 0 ? 'never pauses by itself' : `pauses ${brakes.join(' or ')}`;
}

/** What is wrong with a setting, or undefined. */
export function settingFault(
  settings: BatchSettingsInput,
  key: keyof BatchSettingsInput,
): string | undefined {
  const parsed = batchSettingsSchema.safeParse(settings);
  if (parsed.success) return undefined;
  const issue = parsed.error.issues.find(({ path }) => path[0] === key);
  if (issue?.code === 'too_big') return `At most ${issue.maximum}`;
  if (issue?.code === 'too_small') return `${issue.inclusive ? 'At least' : 'More than'} ${issue.minimum}`;
  return issue && 'Must be a whole number';
}
