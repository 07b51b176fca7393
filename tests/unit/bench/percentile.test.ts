import { expect, it } from 'vitest';
import { percentile } from '@/bench/measure/percentile';

it('is the value that so many do not exceed', () => {
  const values = Array.from({ length: 20 }, (_, i) => 20 - i);
  expect([0, 0.5, 0.95, 1].map((share) => percentile(values, share))).toEqual([1, 10, 19, 20]);
  expect(percentile([], 0.5)).toBeNaN();
});
