import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { newId } from '@/lib/db/new-id';
import type { BatchSettingsInput } from '@/lib/domain/batch-settings';
import type { Claim } from '@/lib/domain/lane';
import type { AttemptResult } from '@/lib/domain/retry-policy';
import { createDatabaseLaneStore } from '@/worker/database-lane-store';
import { type RunningLanes, runLanes } from '@/worker/lanes/run-lanes';
import { DEFAULT_TIMINGS } from '@/worker/lanes/timings';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { seedBatch } from '../support/seed-batch';
import { waitUntil } from './support/process-state';

let testDatabase: TestDatabase;
let db: Database;
let workers: RunningLanes[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = connectDatabase(testDatabase.url, { maxConnections: 6, applicationName: 'lanes-database.test' });
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.drain()));
  workers = [];
});
afterAll(async () => {
  await db.close();
  await testDatabase.drop();
});

async function startWorker(slots: number, runRow: (claim: Claim) => Promise<AttemptResult>): Promise<void> {
  const id = newId();
  const registration = { id, host: 'test', pid: process.pid, slots, version: '0', browser: {} };
  const lanes = await runLanes({
    store: createDatabaseLaneStore(db, registration),
    runner: {
      run: async (_hold, claim) => ({
        result: await runRow(claim),
        ...{ effect: 'read', isCommitted: false, durationMs: 1, output: null, steps: [], warnings: [] },
        ...{ pageText: null, pageUrl: null, pageTitle: null, artifacts: [], closed: Promise.resolve() },
      }),
    },
    slots,
    timings: { ...DEFAULT_TIMINGS, pollMinMs: 5, pollMaxMs: 50, stopWatchMs: 50, sliceMs: 100 },
    readMemory: async () => ({ memoryMb: 1, browserMemoryMb: 0 }),
    onError: (error) => {
      throw error;
    },
  });
  workers.push(lanes);
}

async function isFinished(batchId: string): Promise<boolean> {
  const batch = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
  return batch.state === 'finished';
}

async function runBatch(
  rows: number,
  settings: BatchSettingsInput,
  runRow: (claim: Claim) => Promise<AttemptResult>,
) {
  const batchId = await seedBatch(db, { rows, settings });
  await startWorker(4, runRow);
  await startWorker(4, runRow);
  await waitUntil('the batch is finished', () => isFinished(batchId));
  return db.prisma.job.findMany({ where: { batchId }, orderBy: { rowIndex: 'asc' } });
}

describe('lanes over PostgreSQL', () => {
  it('two workers never run more rows at once than the batch has lanes, and no row twice', async () => {
    let now = 0;
    let most = 0;
    const ran: number[] = [];
    const jobs = await runBatch(60, { concurrency: 3 }, async (claim) => {
      ran.push(claim.rowIndex);
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      return { kind: 'completed' };
    });
    expect(most).toBe(3);
    expect(ran.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, row) => row));
    expect(jobs.every((job) => job.state === 'completed')).toBe(true);
  });

  it('keeps strict file order with one lane, a retried row included', async () => {
    const ran: number[] = [];
    const failure = { kind: 'timeout', code: 'x', message: 'x' } as const;
    const jobs = await runBatch(8, { retry_delay: 0.05 }, async (claim) => {
      ran.push(claim.rowIndex);
      const isFlaky = claim.rowIndex === 3 && claim.attemptNo < 3;
      return isFlaky ? { kind: 'failed', failure, isClear: false } : { kind: 'completed' };
    });
    expect(ran).toEqual([0, 1, 2, 3, 3, 3, 4, 5, 6, 7]);
    expect(jobs[3]).toMatchObject({ state: 'completed', attemptCount: 3 });
  });
});
