import { expect, it } from 'vitest';
import { fuzzReader } from '@/tests/support/csv-fuzz';

const SEED = 7_000_000;
const RUNS = 10_000;

it(`loses no row of ${RUNS} mutated files (seed ${SEED})`, async () => {
  const { failures, compared } = await fuzzReader(SEED, RUNS);
  console.log(`csv fuzz: seed ${SEED}, ${RUNS} files, ${compared} compared cell by cell`);
  expect(failures).toEqual([]);
  expect(compared).toBeGreaterThan(RUNS / 3);
});
