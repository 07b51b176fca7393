import { collectDefaultMetrics, Registry } from 'prom-client';
import { BACKGROUND_NAMES } from '../../background/queues';
import { countMessages, type WaitingMessages } from '../../db/sql/count-messages';
import { countSchedules, type ScheduleTotals } from '../../db/sql/count-schedules';
import { type Gauges, readGauges } from '../../db/sql/read-gauges';
import { readMetrics } from '../../db/sql/read-metrics';
import { readTotals, type Totals } from '../../db/sql/read-totals';
import { JOB_STATES } from '../../domain/job-state';
import { SCHEDULE_RUN_STATES } from '../../domain/schedule';
import { WAITING_CODES } from '../../domain/waiting';
import type { Context } from '../context';
import { getQueue, type QueueView } from '../workers/get-queue';
import { exposition, type Sample } from './exposition';
import { storedSeries } from './stored-series';

const process = new Registry();
collectDefaultMetrics({ register: process, prefix: 'furrow_web_' });

/**
 * Prometheus text: this process's own figures (`furrow_web_`), and everything else from the database, so that every web
 * process tells the same whatever was restarted. Reads counts and buckets, never rows of jobs.
 */
export async function writeMetrics(context: Pick<Context, 'db'>): Promise<string> {
  const { pool } = context.db;
  const [totals, gauges, entries, queue, schedules, messages] = await Promise.all([
    readTotals(pool),
    readGauges(pool),
    readMetrics(pool),
    getQueue(context),
    countSchedules(pool),
    countMessages(pool),
  ]);
  const series = [
    ...totalSeries(totals),
    ...workerSeries(gauges),
    ...queueSeries(queue, gauges.lanes),
    ...scheduleSeries(schedules),
    ...messageSeries(messages),
    ...storedSeries(entries),
  ];
  // prom-client spells what it does not know "Nan", which the format does not have.
  const own = (await process.metrics()).replaceAll(/ Nan$/gm, ' NaN');
  return `${series.join('\n\n')}\n\n${own}`;
}

const gauge = (name: string, help: string, samples: readonly Sample[]) =>
  exposition('gauge', `furrow_${name}`, help, samples);
const one = (value: number): Sample[] => [{ value }];

function totalSeries({ batches, jobs }: Totals): string[] {
  return [
    gauge(
      'batches',
      'Batches by state',
      batches.map(({ state, count }) => ({ labels: { state }, value: count })),
    ),
    gauge(
      'job_status',
      'Rows of all batches by state',
      JOB_STATES.map((state) => ({ labels: { state }, value: jobs[state] })),
    ),
  ];
}

const BYTES_PER_MB = 1024 * 1024;

function workerSeries(gauges: Gauges): string[] {
  const { workers, slots, workerMemoryMb, browserMemoryMb, largestMemoryMb, lanes } = gauges;
  const memory = { worker: workerMemoryMb, browser: browserMemoryMb };
  return [
    gauge('workers_live', 'Workers heard of within 15 seconds', one(workers.live + workers.draining)),
    gauge(
      'workers',
      'Workers by state; lost: silent, within a day, without having ended in order',
      Object.entries(workers).map(([state, value]) => ({ labels: { state }, value })),
    ),
    gauge('worker_slots', 'Rows that live workers could run at the same time', one(slots)),
    gauge('lanes_held', 'Lanes that a worker holds', one(lanes.held ?? 0)),
    gauge(
      'worker_memory_bytes',
      'Resident memory of live workers and of their browsers, all together',
      Object.entries(memory).map(([part, mb]) => ({ labels: { part }, value: mb * BYTES_PER_MB })),
    ),
    gauge(
      'worker_memory_largest_bytes',
      'Resident memory of the largest live worker with its browsers',
      one(largestMemoryMb * BYTES_PER_MB),
    ),
  ];
}

const LANE_WAITS = ['rate', 'host', 'account', 'retry'] as const;

function queueSeries(queue: QueueView, lanes: Gauges['lanes']): string[] {
  const heldBy = (code: string) => queue.held.filter(({ waiting }) => waiting.code === code).length;
  return [
    gauge('lanes_free', 'Lanes of running batches that a free slot could take now', one(lanes.free ?? 0)),
    gauge(
      'lanes_waiting',
      'Lanes of running batches whose next row may not start yet, by what they wait for',
      LANE_WAITS.map((reason) => ({ labels: { reason }, value: lanes[reason] ?? 0 })),
    ),
    gauge('rows_waiting', 'Rows of running batches that no worker has yet', one(queue.waitingRows)),
    gauge(
      'oldest_waiting_seconds',
      'How long the oldest of these rows could have run: since its batch started, or its retry fell due',
      one(queue.oldestWaitingSeconds),
    ),
    gauge(
      'unserved_seconds',
      'How long the running batch that was left alone longest, with rows that could run, has had no worker',
      one(queue.unservedSeconds),
    ),
    gauge(
      'batches_held',
      'Batches with rows left that do not move, by reason; of the first 50',
      WAITING_CODES.map((reason) => ({ labels: { reason }, value: heldBy(reason) })),
    ),
  ];
}

function scheduleSeries({ enabled, paused, runs }: ScheduleTotals): string[] {
  const countOf = (state: string) => runs.find((run) => run.state === state)?.count ?? 0;
  return [
    gauge(
      'schedules',
      'Schedules that are on or paused',
      Object.entries({ enabled, paused }).map(([state, value]) => ({ labels: { state }, value })),
    ),
    gauge(
      'schedule_runs',
      'Due times of schedules that are kept, by what became of them',
      SCHEDULE_RUN_STATES.map((state) => ({ labels: { state }, value: countOf(state) })),
    ),
  ];
}

function messageSeries(messages: readonly WaitingMessages[]): string[] {
  const samples = (of: (waiting: WaitingMessages) => number) =>
    BACKGROUND_NAMES.map((queue) => {
      const waiting = messages.find((one) => one.queue === queue);
      return { labels: { queue }, value: waiting ? of(waiting) : 0 };
    });
  return [
    gauge(
      'background_waiting',
      'Background work that a worker could take now, by queue',
      samples(({ count }) => count),
    ),
    gauge(
      'background_oldest_waiting_seconds',
      'How long the oldest of it has waited, by queue',
      samples(({ oldestSeconds }) => oldestSeconds),
    ),
  ];
}
