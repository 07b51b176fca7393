import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FaultSystem, openFaultSystem } from '@/tests/support/faults/fault-system';
import { createOwnDatabase, type OwnDatabase } from '@/tests/support/faults/own-database';
import { keysOf, startCustomers, untilEnded } from '@/tests/support/faults/start-rows';
import { startTcpProxy, type TcpProxy } from '@/tests/support/faults/tcp-proxy';
import { waitFor } from '@/tests/support/wait-for';
import type { WorkerProcess } from '@/tests/support/worker-process';

// Faults of docs/reliability.md that befall the database and the way to it, in a cluster of its own.
const LIMIT_MS = 240_000;
let system: FaultSystem;
let database: OwnDatabase;
let proxy: TcpProxy;
let behindProxy: WorkerProcess;

beforeAll(async () => {
  database = await createOwnDatabase();
  system = await openFaultSystem({ database });
  const address = new URL(database.url);
  proxy = await startTcpProxy(Number(address.port));
  address.port = String(proxy.port);
  [behindProxy] = await Promise.all([
    system.startWorker(2, { databaseUrl: address.href }),
    system.startWorker(2),
  ]);
});

afterAll(async () => {
  proxy?.mend();
  await system?.close();
  await proxy?.close();
});

async function lostAttempts(batchId: string): Promise<number> {
  return system.context.db.prisma.attempt.count({ where: { batchId, failureCode: 'worker_lost' } });
}

it('F5 kill -9 of PostgreSQL: the same workers go on when it is back', { timeout: LIMIT_MS }, async () => {
  const before = system.liveWorkers();
  const batchId = await startCustomers(system, keysOf('slow-0.5-F5', 8));
  await untilEnded(system, batchId, 2);
  await database.killServer();
  const batch = await system.waitForBatch(batchId, LIMIT_MS);
  expect(batch.counts.completed).toBe(8);
  expect(system.liveWorkers()).toEqual(before);
  await system.check('F5');
});

it('F6 the way to the database is cut, shorter and longer than the lease', {
  timeout: LIMIT_MS,
}, async () => {
  const first = await startCustomers(system, keysOf('slow-0.5-F6a', 8));
  await untilEnded(system, first, 1);
  proxy.cut();
  await untilEnded(system, first, 4);
  proxy.mend();
  expect((await system.waitForBatch(first, LIMIT_MS)).counts.completed).toBe(8);
  // Its rows stand at the site when its way is cut again, however slow the machine is.
  const batchId = await startCustomers(system, keysOf('slow-2-F6b', 6), {}, { onlyOn: behindProxy });
  await system.submitter(batchId);
  proxy.hold();
  await system.freeBatches(behindProxy);
  const batch = await system.waitForBatch(batchId, LIMIT_MS);
  expect(batch.counts.completed).toBe(6);
  const mendedAt = new Date();
  proxy.mend();
  await waitFor('the worker to be back', 120_000, async () => {
    const where = { id: behindProxy.id, seenAt: { gt: mendedAt } };
    return (await system.context.db.prisma.worker.count({ where })) === 1;
  });
  expect(await lostAttempts(batchId)).toBeGreaterThan(0);
  await system.check('F6');
});
