import { expect, it } from 'vitest';
import { settingsSentence } from '@/app/_batches/settings/settings-sentence';

it.each([
  [{}, 'one at a time, 3 retries, pauses after 10 equal failures in a row'],
  [
    { canary: 3, concurrency: 4, account_column: 'Shop', rate_per_minute: 30, break_at_failure_rate: 0.2 },
    'waits for you after the first 3 rows, 4 at a time, one per Shop, at most 30 a minute, 3 retries, pauses after 10 equal failures in a row or at 20 % failed',
  ],
  [
    { canary: 1, break_at_equal_failures: 0, max_retries: 0 },
    'waits for you after the first row, one at a time, no retries, never pauses by itself',
  ],
  [{ break_at_equal_failures: 1 }, 'one at a time, 3 retries, pauses after the first failure'],
])('says in one sentence what applies: %j', (settings, sentence) => {
  expect(settingsSentence(settings, null)).toBe(sentence);
});

it.each([
  [1, /^only the first row, /],
  [1200, /^only the first 1,200 rows, /],
])('says that only %i rows run', (limit, words) => {
  expect(settingsSentence({}, limit)).toMatch(words);
});
