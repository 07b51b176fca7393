import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { takeGuess } from '@/lib/db/sql/take-guess';
import { createTestDatabase, type TestDatabase } from '../../support/database';

const AT_ONCE = 10;
const HOUR_MS = 3_600_000;

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.url, { maxConnections: AT_ONCE, applicationName: 'take-guess' });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

it('counts the first guesses of a key that come at once', async () => {
  const numbers = Array.from({ length: AT_ONCE }, (_, at) => at + 1);
  for (let round = 0; round < 20; round += 1) {
    const counts = await Promise.all(numbers.map(() => takeGuess(db.pool, `key ${round}`, HOUR_MS)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(numbers);
  }
});
