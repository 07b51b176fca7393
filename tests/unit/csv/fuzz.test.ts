import { expect, it } from 'vitest';
import { fuzzReader } from '@/tests/support/csv-fuzz';

const SEED = 20_261_125;
const RUNS = 300;

// 10,000 of them: tests/long/csv-fuzz.test.ts.
it(`loses no row of ${RUNS} mutated files (seed ${SEED})`, async () => {
  const { failures, compared } = await fuzzReader(SEED, RUNS);
  expect(failures).toEqual([]);
  expect(compared).toBeGreaterThan(RUNS / 3);
}, 60_000);
