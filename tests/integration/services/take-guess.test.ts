import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeGuess } from '@/lib/db/sql/take-guess';
import { openServiceContext, type ServiceContext } from '../../support/service-context';

const HOUR_MS = 3_600_000;

let test: ServiceContext;
beforeAll(async () => {
  test = await openServiceContext();
});
afterAll(() => test?.close());

it('counts the first guesses of a key that come at once', async () => {
  // As many as the pool has connections.
  const numbers = [1, 2, 3, 4, 5];
  for (let round = 0; round < 40; round += 1) {
    const taken = numbers.map(() => takeGuess(test.context.db.pool, `key ${round}`, HOUR_MS));
    expect((await Promise.all(taken)).toSorted((a, b) => a - b)).toEqual(numbers);
  }
});
