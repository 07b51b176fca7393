import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnvironment } from '@/lib/config/env';
import type { StepRecord } from '@/lib/domain/lane';
import { writeMetrics } from '@/lib/services/health/write-metrics';
import { createSchedule } from '@/lib/services/schedules/create-schedule';
import { getSchedule } from '@/lib/services/schedules/list-schedules';
import { listWorkers } from '@/lib/services/workers/list-workers';
import { placesWithCells } from '@/tests/support/logged-cells';
import { readExposition } from '@/tests/support/read-exposition';
import { waitFor } from '@/tests/support/wait-for';
import { createLogger } from '@/worker/log';
import { type RunningWorker, startWorker } from '@/worker/start-worker';
import { type Installation, openInstallation } from './support/installation';
import { waitUntil } from './support/process-state';

let installation: Installation;
let worker: RunningWorker;
const logged: string[] = [];

beforeAll(async () => {
  installation = await openInstallation();
  const env = readEnvironment(installation.environment);
  const log = createLogger('DEBUG', 'worker', { write: (line: string) => void logged.push(line) });
  worker = await startWorker({
    env,
    databaseUrl: env.DATABASE_URL ?? '',
    log,
    slots: 3,
    timings: { renewMs: 100 },
  });
});
afterAll(async () => {
  await worker?.drain();
  await installation?.close();
});

async function runSample(csv: string, automation: string, limit: number) {
  const settings = { concurrency: 3, retry_delay: 0.05 };
  const batchId = await installation.startSample({ csv, automation, limit, settings });
  const isInStep = () => standsInStep(batchId);
  await waitUntil('the heartbeat names the step of a row', isInStep, 60_000);
  await installation.waitUntilFinished(batchId);
  const { prisma } = installation.context.db;
  return {
    jobs: await prisma.job.findMany({ where: { batchId }, orderBy: { rowIndex: 'asc' } }),
    attempts: await prisma.attempt.findMany({ where: { batchId }, include: { detail: true } }),
  };
}

async function standsInStep(batchId: string): Promise<boolean> {
  const [only] = await listWorkers(installation.context);
  return only?.rows.some((row) => row.batchId === batchId && (row.step?.count ?? 0) >= 7) ?? false;
}

interface TruthRow {
  readonly key: string;
  readonly outcome: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly submissions?: number;
}

async function readTruth(sample: string, rows: number): Promise<TruthRow[]> {
  const answer = await fetch(`${installation.siteUrl}/truth?sample=${sample}`);
  return ((await answer.json()) as { rows: TruthRow[] }).rows.slice(0, rows);
}

it('runs a file from upload to results as the site knows them, and logs no cell', async () => {
  const { jobs, attempts } = await runSample('orders.csv', 'order-status', 12);
  const truth = await readTruth('orders', 12);
  expect(jobs.map(({ state }) => state)).toEqual(truth.map(({ outcome }) => outcome));
  for (const { rowIndex, attemptCount } of jobs) {
    const last = attempts.find((one) => one.rowIndex === rowIndex && one.attemptNo === attemptCount);
    expect(last?.output ?? {}).toEqual(truth[rowIndex]?.outputs);
  }
  const completed = attempts.filter(({ state }) => state === 'completed');
  for (const { detail } of completed) {
    const steps = detail?.steps as unknown as StepRecord[];
    const starts = steps.map(({ startedAtMs }) => startedAtMs);
    expect(starts).toHaveLength(7);
    expect(starts).toEqual(starts.toSorted((one, other) => one - other));
    expect(starts[0]).toBeGreaterThanOrEqual(0);
    expect(starts[6]).toBeLessThan(60_000);
  }
  const cells = completed.map(({ output }) => String((output as { recipient: string }).recipient));
  const log = logged.join('');
  expect(log).toContain('attempt ended');
  expect(cells.filter((cell) => log.includes(cell))).toEqual([]);
}, 180_000);

it('runs a batch again when its schedule is due', async () => {
  const { context } = installation;
  const batchId = await installation.startSample({
    csv: 'orders.csv',
    automation: 'order-status',
    limit: 1,
    settings: {},
  });
  await installation.waitUntilFinished(batchId);
  const timetable = { cron: '0 3 * * *', timeZone: 'Asia/Kolkata' };
  const { id: scheduleId } = await createSchedule(context, { name: 'Again', ...timetable, batchId });
  await context.db.prisma.schedule.update({ where: { id: scheduleId }, data: { nextDueAt: new Date() } });
  const run = await waitFor('the run of the schedule', 30_000, async () => {
    const { lastRun } = await getSchedule(context, { scheduleId });
    return lastRun?.batch && lastRun;
  });
  await installation.waitUntilFinished(run.batch?.id ?? '');
  const jobs = await context.db.prisma.job.findMany({ where: { batchId: run.batch?.id ?? '' } });
  expect(jobs.map(({ state }) => state)).toEqual(['completed']);
}, 60_000);

it('submits each customer as often as the site should have seen it', async () => {
  const { jobs } = await runSample('customers.csv', 'customer-signup', 8);
  const truth = await readTruth('customers', 8);
  expect(jobs.map(({ state }) => state)).toEqual(truth.map(({ outcome }) => outcome));
  for (const { key, submissions } of truth) {
    const answer = await fetch(`${installation.siteUrl}/ledger?key=${encodeURIComponent(key)}`);
    expect(await answer.json()).toEqual({ key, submissions });
  }
}, 180_000);

it('has logged none of their cells, though rows failed', async () => {
  const { prisma } = installation.context.db;
  expect(await prisma.attempt.count({ where: { state: 'failed' } })).toBeGreaterThan(0);
  expect(logged.filter((line) => line.includes('"kind"')).length).toBeGreaterThan(0);
  expect(placesWithCells(logged)).toEqual([]);
});

it('has counted all of it for whoever collects metrics, and shows no cell there', async () => {
  const { prisma } = installation.context.db;
  const attempts = await prisma.attempt.groupBy({
    by: ['state'],
    where: { state: { not: 'running' } },
    _count: true,
  });
  const ended = await prisma.job.groupBy({ by: ['state'], _count: true });
  const scrape = async () => readExposition(await writeMetrics(installation.context));
  const sample = async (name: string, labels = '') =>
    (await scrape()).get(`furrow_${name}`)?.samples.get(`furrow_${name}${labels}`);
  for (const { state, _count } of attempts) {
    const labels = `{kind="run",state="${state}"}`;
    await waitUntil(`${state} attempts`, async () => (await sample('attempts_total', labels)) === _count);
  }
  for (const { state, _count } of ended) {
    expect([state, await sample('rows_ended_total', `{state="${state}"}`)]).toEqual([state, _count]);
  }
  expect(await sample('batch_created_total')).toBeGreaterThan(1);
  const series = await scrape();
  expect(series.get('furrow_step_duration_seconds')?.samples.size).toBeGreaterThan(40);
  expect(series.get('furrow_extraction_fields_success_total')?.samples.size).toBe(1);
  const rows = await prisma.uploadRow.findMany({ take: 20 });
  const text = await writeMetrics(installation.context);
  expect(rows.flatMap(({ cells }) => cells.filter((cell) => cell.length > 4 && text.includes(cell)))).toEqual(
    [],
  );
});
