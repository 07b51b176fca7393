import { type BatchSettingsInput, batchSettingsSchema } from '@/lib/domain/batch-settings';
import { countText } from '../format';

/** The settings that will apply, in one sentence. Wrong numbers are told at their field, so none here. */
export function settingsSentence(settings: BatchSettingsInput, limit: number | null): string {
  const parsed = batchSettingsSchema.safeParse(settings);
  if (!parsed.success) return 'One of the settings is not valid';
  const { concurrency, max_retries: retries, break_at_equal_failures: brake } = parsed.data;
  const parts = [
    ...(limit === null ? [] : [`only the first ${countText(limit)} rows`]),
    concurrency === 1 ? 'one at a time' : `${concurrency} at a time`,
    retries === 0 ? 'no retries' : `${retries} ${retries === 1 ? 'retry' : 'retries'}`,
    brake === 0 ? 'never pauses by itself' : `pauses after ${brake} equal failures in a row`,
  ];
  return parts.join(', ');
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
