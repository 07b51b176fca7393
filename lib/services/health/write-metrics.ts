import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { countLiveWorkers } from '../../db/sql/count-live-workers';
import { readTotals } from '../../db/sql/read-totals';
import { JOB_STATES } from '../../domain/job-state';
import type { Context } from '../context';

const process = new Registry();
collectDefaultMetrics({ register: process, prefix: 'furrow_web_' });

/**
 * Prometheus text: this process's own figures, and the state of the installation read from the database, so that every
 * web process tells the same.
 */
export async function writeMetrics(context: Pick<Context, 'db'>): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const totals = await readTotals(context.db.pool);

  const batches = gauge('furrow_batches', 'Batches by state', ['state']);
  for (const { state, count } of totals.batches) batches.set({ state }, count);
  const jobs = gauge('furrow_job_status', 'Rows of all batches by state', ['state']);
  for (const state of JOB_STATES) jobs.set({ state }, totals.jobs[state]);
  const errors = gauge('furrow_job_errors', 'Failed rows by kind of failure', ['kind']);
  for (const { kind, count } of totals.failures) errors.set({ kind }, count);
  gauge('furrow_workers_live', 'Workers that gave a sign of life within 15 seconds').set(
    await countLiveWorkers(context.db.pool),
  );
  return `${await registry.metrics()}\n${await process.metrics()}`;
}
