import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { reclaimLostLanes } from '@/lib/db/sql/reclaim-lanes';
import { type Library, openLibrary } from '@/tests/support/library';

const program = fileURLToPath(new URL('../../support/library-program.ts', import.meta.url));
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
async function runAndKill(): Promise<string> {
  const path = library.file('rows.csv', 'key\na\nb\nc\n');
  const args = ['--import', 'tsx', program, library.databaseUrl, `${library.folder}/data`, path];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let batchId = '';
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('batch ')) batchId = line.slice(6);
    if (line === 'row 1') break;
  }
  await isCommitted(batchId);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return batchId;
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
  // As if its lease had run out: nobody has to wait for that here.
  await db.pool.query(`update worker set seen_at = now() - interval '1 minute'`);
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
