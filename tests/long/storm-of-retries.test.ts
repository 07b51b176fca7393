import { afterAll, beforeAll, it } from 'vitest';
import { type FaultSystem, openFaultSystem } from '@/tests/support/faults/fault-system';
import { stormOfRetries } from '@/tests/support/faults/storm-of-retries';

const LIMIT_MS = 600_000;
let system: FaultSystem;

beforeAll(async () => {
  system = await openFaultSystem({ maxConnections: 20 });
  await Promise.all([system.startWorker(2), system.startWorker(2)]);
});

afterAll(() => system.close());

it('2,000 retries of the same rows, 20 at a time: each round runs once', { timeout: LIMIT_MS }, async () => {
  await stormOfRetries(system, 2000, LIMIT_MS);
  await system.check('storm');
});
