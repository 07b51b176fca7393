import { expect, it } from 'vitest';
import { NO_JOBS } from '@/lib/domain/job-state';
import { countsBetween } from '@/sdk/progress';

it('tells rows that ended between two looks one by one', () => {
  const before = { ...NO_JOBS, pending: 2, running: 2, completed: 1 };
  const after = { ...NO_JOBS, pending: 1, running: 1, completed: 2, failed: 1 };
  const steps = countsBetween(before, after);
  expect(steps.map((step) => step.completed + step.failed)).toEqual([2, 3]);
  expect(steps.at(-1)).toEqual(after);
  for (const step of steps) expect(Object.values(step).reduce((sum, n) => sum + n)).toBe(5);
});

it('tells nothing when no row has ended, also when one was put back', () => {
  const counts = { ...NO_JOBS, pending: 1, failed: 1 };
  expect(countsBetween(counts, counts)).toEqual([]);
  expect(countsBetween(counts, { ...NO_JOBS, pending: 2 })).toEqual([]);
});
