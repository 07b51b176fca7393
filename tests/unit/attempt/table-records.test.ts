import { expect, it } from 'vitest';
import { toRecords } from '@/worker/steps/extract-table';

it('calls columns by their words, by their number where they have none, and tells equal words apart', () => {
  expect(toRecords(['Name', '', 'Name'], [['a', 'b', 'c', 'd'], ['e']])).toEqual([
    { Name: 'a', 'column 2': 'b', 'Name 2': 'c', 'column 4': 'd' },
    { Name: 'e', 'column 2': '', 'Name 2': '', 'column 4': '' },
  ]);
});
