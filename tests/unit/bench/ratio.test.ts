import { describe, expect, it } from 'vitest';
import { median, pairedRatio, spread } from '@/bench/measure/ratio';

describe('paired ratios', () => {
  it('takes the median of the pairs, not the ratio of the medians', () => {
    const ratio = pairedRatio([10, 20, 90], [10, 10, 100]);
    expect(ratio.pairs).toEqual([1, 2, 0.9]);
    expect(ratio.median).toBe(1);
  });

  it('spans all of five pairs, and leaves the outermost out once there are enough', () => {
    const ones = (count: number) => Array.from({ length: count }, () => 1);
    const rising = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
    expect(pairedRatio(rising(5), ones(5))).toMatchObject({ low: 1, median: 3, high: 5 });
    // Chance of the median outside: 2 * (1 + 8) / 2^8 = 7.03 % with eight pairs, 2 * (1 + 9) / 2^9 = 3.9 % with nine.
    expect(pairedRatio(rising(8), ones(8))).toMatchObject({ low: 1, high: 8 });
    expect(pairedRatio(rising(9), ones(9))).toMatchObject({ low: 2, median: 5, high: 8 });
  });

  it('says how far rounds lie apart', () => {
    expect(spread([8, 10, 14])).toBeCloseTo(0.6);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});
