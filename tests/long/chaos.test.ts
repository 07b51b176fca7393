import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBatch } from '@/lib/services/batches/start-batch';
import { createTestDatabase } from '@/tests/support/database';
import { chooseHarm, seededRandom } from '@/tests/support/faults/chaos';
import { type FaultSystem, openFaultSystem } from '@/tests/support/faults/fault-system';
import { findViolations } from '@/tests/support/faults/find-violations';
import { startCustomers } from '@/tests/support/faults/start-rows';
import { startTcpProxy, type TcpProxy } from '@/tests/support/faults/tcp-proxy';
import { waitFor } from '@/tests/support/wait-for';
import type { WorkerProcess } from '@/tests/support/worker-process';

/*
 * Ten minutes in which three workers submit while something is broken again and again, each time at a moment chosen
 * around a commit. The seed chooses what and when: FURROW_CHAOS_SEED, FURROW_CHAOS_MINUTES.
 */
const SEED = Number(process.env.FURROW_CHAOS_SEED || Date.now() % 1_000_000);
const MINUTES = Number(process.env.FURROW_CHAOS_MINUTES || 10);
const INJECTIONS_A_MINUTE = 20;
const WORKERS = 3;
const ROWS_A_BATCH = 30;
const HOUR_MS = 3_600_000;
// The site takes a form at most a second after it was asked: well before it is asked about the row the first time.
const ANSWERS = ['', '', 'slow-0.5-', 'slow-1-', 'drop-', 'late-1-', 'flaky-1-'];

let system: FaultSystem;
let proxy: TcpProxy;
let proxiedUrl: string;
const random = seededRandom(SEED);
const batchIds: string[] = [];
let starting = 0;

beforeAll(async () => {
  const database = await createTestDatabase();
  system = await openFaultSystem({ database, maxConnections: 8 });
  const address = new URL(database.url);
  proxy = await startTcpProxy(Number(address.port));
  address.port = String(proxy.port);
  proxiedUrl = address.href;
  await Promise.all(Array.from({ length: WORKERS }, startOne));
}, 120_000);

afterAll(async () => {
  proxy.mend();
  await system.close();
  await proxy.close();
});

/** Every other worker reaches the database through the wire that is cut. */
async function startOne(): Promise<void> {
  starting += 1;
  const isProxied = starting % 2 === 0;
  await system.startWorker(2, isProxied ? { databaseUrl: proxiedUrl } : {}).catch(() => {
    // Its way to the database was cut as it started: another one is started in its place.
    replace();
  });
}

function replace(): void {
  void startOne();
}

async function keepRowsComing(): Promise<void> {
  const { prisma } = system.context.db;
  const left = await prisma.job.count({ where: { state: { in: ['pending', 'running'] } } });
  if (left >= ROWS_A_BATCH) return;
  const keys = Array.from({ length: ROWS_A_BATCH }, (_, i) => {
    const answer = ANSWERS[Math.floor(random() * ANSWERS.length)] ?? '';
    return `${answer}CH-${batchIds.length}-${i}`;
  });
  batchIds.push(await startCustomers(system, keys, { break_at_equal_failures: 0 }));
}

/** A worker with a row that is just before its mark, or just past it, as chance wants. */
async function findVictim(): Promise<WorkerProcess | null> {
  const isMarked = random() < 0.6;
  const worker = await waitFor('a row around its commit', 20_000, async () => {
    const attempts = await system.context.db.prisma.attempt.findMany({
      where: { state: 'running', kind: 'run', commitStartedAt: isMarked ? { not: null } : null },
      orderBy: { startedAt: 'desc' },
    });
    return system.liveWorkers().find(({ id }) => attempts.some(({ workerId }) => workerId === id));
  }).catch(() => null);
  await pause(random() * 150);
  return worker;
}

it(`chaos of ${MINUTES} minutes, seed ${SEED}`, { timeout: HOUR_MS }, async () => {
  console.log(`chaos: seed ${SEED}, ${MINUTES} minutes`);
  const endsAtMs = performance.now() + MINUTES * 60_000;
  const counts = new Map<string, number>();
  let injections = 0;
  while (performance.now() < endsAtMs) {
    await keepRowsComing();
    const victim = await findVictim();
    if (!victim) continue;
    const harm = chooseHarm(random);
    try {
      await harm.inflict({ system, proxy, random, replace }, victim);
    } catch {
      // It died of something else in between.
      continue;
    }
    injections += 1;
    counts.set(harm.name, (counts.get(harm.name) ?? 0) + 1);
    if (injections % 20 === 0)
      expect(await findViolations(system.context.db.pool, system.site.url)).toEqual([]);
    const dueAtMs = endsAtMs - MINUTES * 60_000 + (injections * 60_000) / INJECTIONS_A_MINUTE;
    await pause(Math.max(0, Math.min(dueAtMs - performance.now(), 3000)));
  }
  console.log(await report(counts, injections));
  await pause(10_000);
  proxy.mend();
  for (const worker of system.liveWorkers()) worker.kill('SIGCONT');
  for (const batchId of batchIds) {
    const { state } = await system.context.db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
    if (state === 'paused') await startBatch(system.context, { batchId });
    await system.waitForBatch(batchId, 300_000);
  }
  console.log(await report(counts, injections));
  await system.check('chaos');
  expect(injections).toBeGreaterThanOrEqual(MINUTES * INJECTIONS_A_MINUTE);
});

async function report(counts: ReadonlyMap<string, number>, injections: number): Promise<string> {
  const { pool } = system.context.db;
  const group = async (sql: string) =>
    (await pool.query<{ name: string; n: number }>(sql)).rows.map(({ name, n }) => `${name} ${n}`).join(', ');
  const jobs = await group('select state::text as name, count(*)::int as n from job group by 1 order by 1');
  const attempts = await group(
    `select kind || ' ' || state as name, count(*)::int as n from attempt group by 1 order by 1`,
  );
  const harms = [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
  return `chaos: seed ${SEED}, ${injections} injections (${harms}); rows: ${jobs}; attempts: ${attempts}`;
}
