import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { reclaimLostLanes } from '@/lib/db/sql/reclaim-lanes';
import { killProgram } from '@/tests/support/kill-program';
import { type Library, openLibrary } from '@/tests/support/library';

let library: Library;
let db: Database;

beforeAll(async () => {
  library = await openLibrary();
  db = connectDatabase(library.databaseUrl, { maxConnections: 2, applicationName: 'killed-program-test' });
});

afterAll(async () => {
  await db.close();
  await library.close();
});

/** Starts the program and kills it while its second row is behind its commit. */
function runAndKill(): Promise<string> {
  const path = library.file('rows.csv', 'key\na\nb\nc\n');
  return killProgram([library.databaseUrl, `${library.folder}/data`, path], 'row 1', isCommitted);
}

async function isCommitted(batchId: string): Promise<void> {
  const find = () => db.prisma.attempt.findFirst({ where: { batchId, commitStartedAt: { not: null } } });
  await expect.poll(find, { timeout: 20_000 }).toBeTruthy();
}

it('ends the batch of a program that was killed: nothing runs for ever, and nothing is sent twice', {
  timeout: 90_000,
}, async () => {
  const { engine } = library;
  const batchId = await runAndKill();
  expect((await engine.getBatchSummary(batchId))?.status).toBe('running');
  await library.forgetWorkers();
  await reclaimLostLanes(db.pool);
  const summary = await engine.getBatchSummary(batchId);
  expect(summary).toMatchObject({ status: 'finished', outcome: 'stopped' });
  expect(summary?.reason).toContain('program');
  expect(summary?.jobs?.map((job) => job.status)).toEqual(['completed', 'unconfirmed', 'stopped']);
  // Another program goes on with what was stopped, and only with that.
  const stopped = summary?.jobs?.at(2)?.jobId ?? '';
  expect(await engine.retryBatchJobs(batchId, [stopped])).toMatchObject({ retried: 1 });
  const seen: string[] = [];
  const result = await engine.executeBatchJobs(batchId, {
    handler: async ({ row }) => {
      seen.push(row.key ?? '');
    },
  });
  expect(seen).toEqual(['c']);
  expect(result).toMatchObject({ executed: 1, completed: 1 });
});
