/** A ratio taken in pairs: both sides of a pair ran one after the other, so that a slow minute hits both. */
export interface PairedRatio {
  readonly median: number;
  /** Interval of the median by the sign test; with 5 pairs the smallest and the largest, which cover it at 94 %. */
  readonly low: number;
  readonly high: number;
  readonly pairs: readonly number[];
}

const LEAST_COVERAGE = 0.93;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** How far the rounds of one side lie apart: (largest - smallest) / median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median(values);
}

/** @param ours and `theirs` hold one value a round, in the same order. */
export function pairedRatio(ours: readonly number[], theirs: readonly number[]): PairedRatio {
  const pairs = ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
  const sorted = [...pairs].sort((a, b) => a - b);
  const cut = outerPairs(sorted.length);
  return {
    median: median(pairs),
    low: sorted[cut] ?? Number.NaN,
    high: sorted[sorted.length - 1 - cut] ?? Number.NaN,
    pairs,
  };
}

/** How many pairs may be cut off at either end while the rest still covers the median. */
function outerPairs(count: number): number {
  let cut = 0;
  let term = 0.5 ** count;
  let outside = 2 * term;
  while (cut < count / 2 - 1) {
    term = (term * (count - cut)) / (cut + 1);
    outside += 2 * term;
    if (1 - outside < LEAST_COVERAGE) break;
    cut += 1;
  }
  return cut;
}
