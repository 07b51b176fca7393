import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { batchKeys } from '@/app/_batches/batch-queries';
import { atMostEvery } from '@/app/_batches/live/at-most-every';
import { followOpenJobs } from '@/app/_batches/live/open-jobs';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('acts at once after a quiet while, then at most once in the time, and once more at the end', () => {
  const act = vi.fn();
  const { ask } = atMostEvery(500, act);
  ask();
  expect(act).toHaveBeenCalledTimes(1);
  for (let asked = 0; asked < 4; asked += 1) {
    vi.advanceTimersByTime(100);
    ask();
  }
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5000);
  expect(act).toHaveBeenCalledTimes(2);
});

it('does nothing more once it was stopped', () => {
  const act = vi.fn();
  const { ask, stop } = atMostEvery(500, act);
  ask();
  ask();
  stop();
  vi.advanceTimersByTime(5000);
  expect(act).toHaveBeenCalledTimes(1);
});

it('an open row that moved while others were read again is read as well', () => {
  const client = new QueryClient();
  const read = (row: number) => client.getQueryState(batchKeys.job('b', row))?.isInvalidated;
  for (const row of [1, 2, 3])
    client.setQueryData(batchKeys.job('b', row), { row_index: row, status: 'completed' });
  const openJobs = followOpenJobs(client, 'b');
  openJobs.noteChanged({ rows: [1] });
  openJobs.noteChanged({ rows: [2] });
  openJobs.noteChanged({ many: true });
  expect([1, 2, 3].map(read)).toEqual([true, false, false]);
  vi.advanceTimersByTime(500);
  expect([1, 2, 3].map(read)).toEqual([true, true, false]);
  openJobs.stop();
  client.clear();
});
