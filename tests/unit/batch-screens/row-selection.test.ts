import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '@/app/_batches/job-table/job-filter';
import {
  ALL_ROWS,
  isRowSelected,
  NO_ROWS,
  selectedCount,
  toRetryRequest,
  withRows,
} from '@/app/_batches/job-table/row-selection';

const FILTER = { ...NO_FILTER, sort: 'row' as const };

describe('a selection of rows', () => {
  it('holds rows one by one', () => {
    const some = withRows(withRows(NO_ROWS, [1, 2, 3], true), [2], false);
    expect([0, 1, 2, 3].map((row) => isRowSelected(some, row))).toEqual([false, true, false, true]);
    expect(selectedCount(some, 100)).toBe(2);
    expect(toRetryRequest(some, FILTER, 'run')).toEqual({ job_ids: ['run_0002', 'run_0004'] });
    expect(toRetryRequest(NO_ROWS, FILTER, 'run')).toBeNull();
  });

  it('holds all rows of a filter but some', () => {
    const all = withRows(withRows(ALL_ROWS, [4, 5], false), [5], true);
    expect([3, 4, 5].map((row) => isRowSelected(all, row))).toEqual([true, false, true]);
    expect(selectedCount(all, 100)).toBe(99);
    expect(selectedCount(all, undefined)).toBeUndefined();
    expect(toRetryRequest(all, FILTER, 'run')).toEqual({ status: ['failed', 'stopped'], except_rows: [4] });
  });

  it('asks for what the filter shows, in the words of the API', () => {
    const filter = { ...FILTER, q: 'a', key: 'K', from: 3, to: 9, group: 'g', output: ['status=Sent=1'] };
    expect(toRetryRequest(ALL_ROWS, { ...filter, status: ['failed', 'completed'] }, 'run')).toEqual({
      ...{ status: ['failed'], group: 'g', q: 'a', key: 'K', from_row: 2, to_row: 8 },
      output: { status: 'Sent=1' },
    });
    expect(toRetryRequest(ALL_ROWS, { ...filter, status: ['completed'] }, 'run')).toBeNull();
  });
});
