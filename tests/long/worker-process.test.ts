import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { childEnvironment } from '@/lib/config/env';
import { type Installation, openInstallation } from '@/tests/worker/support/installation';
import { browsersOf, waitUntil } from '@/tests/worker/support/process-state';

const MAIN = fileURLToPath(new URL('../../worker/main.ts', import.meta.url));
const settings = { concurrency: 2, retry_delay: 0.05 };
let installation: Installation;
let workers: ChildProcess[] = [];

beforeAll(async () => {
  installation = await openInstallation();
});
afterEach(async () => {
  for (const worker of workers) await endWith(worker, 'SIGKILL');
  workers = [];
});
afterAll(async () => {
  await installation?.close();
});

async function startProcess(): Promise<ChildProcess & { pid: number }> {
  const worker = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    env: childEnvironment({ ...installation.environment, FURROW_WORKER_SLOTS: '2' }),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  workers.push(worker);
  if (!worker.stdout || worker.pid === undefined) throw new Error('The worker did not start');
  for await (const line of createInterface({ input: worker.stdout })) if (line.includes(' ready: ')) break;
  return worker as ChildProcess & { pid: number };
}

async function endWith(worker: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (worker.exitCode !== null || worker.signalCode !== null) return worker.exitCode;
  const ended = new Promise<number | null>((resolve) => worker.once('exit', (code) => resolve(code)));
  worker.kill(signal);
  return ended;
}

async function readLedger(): Promise<{ key: string; submissions: number }[]> {
  const answer = await fetch(`${installation.siteUrl}/ledger`);
  return ((await answer.json()) as { entries: { key: string; submissions: number }[] }).entries;
}

describe('the worker as a process', () => {
  it('kill -9 while it submits: nothing is submitted twice, no row is lost, no browser stays', async () => {
    const first = await startProcess();
    const batchId = await installation.startSample({
      ...{ csv: 'customers.csv', automation: 'customer-signup', limit: 10, settings },
    });
    await waitUntil('two rows are through', async () => (await readLedger()).length >= 2, 60_000);
    const groups = browsersOf(first.pid);
    expect(groups.length).toBeGreaterThan(0);
    await endWith(first, 'SIGKILL');
    await waitUntil('its browsers are gone', () =>
      groups.every((pid) => browsersOf(first.pid, pid).length === 0),
    );
    await startProcess();
    await installation.waitUntilFinished(batchId);

    const { prisma } = installation.context.db;
    const jobs = await prisma.job.findMany({ where: { batchId }, orderBy: { rowIndex: 'asc' } });
    const rows = await prisma.uploadRow.findMany({
      where: { upload: { batches: { some: { id: batchId } } } },
    });
    const keyOf = new Map(rows.map((row) => [row.rowIndex, row.cells[0] ?? '']));
    const ledger = await readLedger();
    expect(ledger.filter(({ submissions }) => submissions > 1)).toEqual([]);
    const submitted = new Set(ledger.map(({ key }) => key));
    for (const { rowIndex, state } of jobs) {
      const isInLedger = submitted.has(keyOf.get(rowIndex) ?? '');
      expect(['completed', 'failed', 'unconfirmed']).toContain(state);
      if (state === 'completed') expect(isInLedger).toBe(true);
      if (isInLedger) expect(['completed', 'unconfirmed']).toContain(state);
    }
  }, 240_000);

  it('SIGTERM: gives its lanes back and ends in order', async () => {
    const worker = await startProcess();
    const code = await endWith(worker, 'SIGTERM');
    expect(code).toBe(0);
    const rows = await installation.context.db.prisma.worker.findMany({ where: { pid: worker.pid } });
    expect(rows.map(({ stoppedAt }) => stoppedAt !== null)).toEqual([true]);
    const held = await installation.context.db.prisma.lane.count({ where: { workerId: rows[0]?.id ?? '' } });
    expect(held).toBe(0);
  }, 120_000);
});
