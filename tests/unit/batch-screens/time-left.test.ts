import { expect, it } from 'vitest';
import { timeLeftText } from '@/app/_batches/batch/time-left';

it.each([
  ['few rows say little', 600, 4, 40, '6 to 17 min left'],
  ['many say more', 600, 2000, 2000, '9 to 11 min left'],
  ['one time where both ends are the same', 345_600, 90_000, 90_000, 'about 4 days left'],
  ['another unit at each end', 5400, 30, 30, '68 min to 2 h left'],
  ['the last ones', 20, 500, 4, 'under a minute left'],
  ['no "under a minute to"', 90, 4, 4, 'up to 3 min left'],
  ['no row has ended yet', 600, 0, 10, '4 to 23 min left'],
])('%s', (_, seconds, ended, left, text) => {
  expect(timeLeftText(seconds, ended, left)).toBe(text);
});
