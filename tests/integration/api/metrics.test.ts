import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET as metrics } from '@/app/api/metrics/route';
import { POST as retryBatch } from '@/app/api/v1/batches/[id]/retry/route';
import { POST as stopBatch } from '@/app/api/v1/batches/[id]/stop/route';
import { addMetrics } from '@/lib/db/sql/add-metrics';
import { reclaimLostLanes } from '@/lib/db/sql/reclaim-lanes';
import { renewWorker } from '@/lib/db/sql/worker-rows';
import { COUNTERS, HISTOGRAMS } from '@/lib/domain/metrics';
import { addWorker, takeAndClaim } from '@/tests/support/attempt-records';
import { readExposition } from '@/tests/support/read-exposition';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, startApi } from './api-harness';

const TOKEN = 'metrics-token-of-the-test';
let api: Api;
let admin: { cookie: string };
let workers: string[];
beforeAll(async () => {
  api = await startApi({ FURROW_METRICS_TOKEN: TOKEN });
  admin = await api.signIn('admin');
  workers = [await addWorker(api.context.db), await addWorker(api.context.db)];
});
afterAll(() => api.close());

/** Every sample under its name and labels, as a collector with the token gets them. */
async function scrape(): Promise<Map<string, number>> {
  const answer = await call(metrics, 'GET', { token: TOKEN });
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const series = readExposition(await answer.text());
  return new Map([...series.values()].flatMap(({ samples }) => [...samples]));
}

it('has every series, each of them explained in docs/operations.md', async () => {
  const answer = await call(metrics, 'GET', { token: TOKEN });
  const series = readExposition(await answer.text());
  const docs = readFileSync('docs/operations.md', 'utf8');
  const own = [...series.keys()].filter((name) => !name.startsWith('furrow_web_'));
  expect(own.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  for (const name of Object.keys(COUNTERS)) expect(series.get(`furrow_${name}_total`)?.type).toBe('counter');
  for (const name of Object.keys(HISTOGRAMS)) expect(series.get(`furrow_${name}`)?.type).toBe('histogram');
});

it('adds up over workers, and counts what is sent twice once', async () => {
  const { pool } = api.context.db;
  const ended = [{ name: 'rows_ended', labels: { state: 'completed' }, value: 5 }] as const;
  for (const workerId of workers) {
    await addMetrics(pool, ended, { workerId, no: 1 });
    await addMetrics(pool, ended, { workerId, no: 1 });
  }
  await addMetrics(pool, ended, { workerId: workers[0] ?? '', no: 2 });
  expect((await scrape()).get('furrow_rows_ended_total{state="completed"}')).toBe(15);
});

it('tells how much background work waits, and since when', async () => {
  const { pool } = api.context.db;
  await api.context.queue.send('send-webhook', { deliveryId: 'one' });
  await api.context.queue.send('send-webhook', { deliveryId: 'two' });
  await api.context.queue.send('send-webhook', { deliveryId: 'later' }, undefined, 600);
  await pool.query(
    `update pgboss.job set start_after = now() - interval '70 seconds' where data->>'deliveryId' = 'one'`,
  );
  const now = await scrape();
  const of = (name: string, queue: string) => now.get(`furrow_background_${name}{queue="${queue}"}`);
  expect([of('waiting', 'send-webhook'), of('waiting', 'import-batch')]).toEqual([2, 0]);
  expect(of('oldest_waiting_seconds', 'import-batch')).toBe(0);
  expect(Math.round((of('oldest_waiting_seconds', 'send-webhook') ?? 0) / 10)).toBe(7);
  await pool.query(`update pgboss.job set state = 'completed' where name = 'send-webhook'`);
  expect((await scrape()).get('furrow_background_waiting{queue="send-webhook"}')).toBe(0);
});

it('tells workers, lanes and the queue as they are', async () => {
  const { pool } = api.context.db;
  const batch = await seedBatch(api.context.db, { rows: 5, settings: { concurrency: 3 } });
  await takeAndClaim(api.context.db, workers[0] ?? '');
  const nothing = { rows: [], recent: null, browsers: null };
  await renewWorker(pool, workers[0] ?? '', { memoryMb: 30, browserMemoryMb: 20, status: nothing });
  await pool.query(
    `update lane set available_at = now() + interval '1 hour', waiting_reason = 'rate' where lane_no = 2`,
  );
  await pool.query('update worker set is_draining = true where id = $1', [workers[1]]);
  await pool.query(`update batch set started_at = now() - interval '90 seconds'`);
  const now = await scrape();
  const of = (name: string) => now.get(`furrow_${name}`);
  expect([of('workers{state="live"}'), of('workers{state="draining"}'), of('workers_live')]).toEqual([
    1, 1, 2,
  ]);
  expect([of('lanes_held'), of('lanes_free'), of('lanes_waiting{reason="rate"}')]).toEqual([1, 1, 1]);
  expect([of('worker_slots'), of('worker_memory_bytes{part="browser"}')]).toEqual([8, 20 * 1024 * 1024]);
  expect([of('rows_waiting'), of('job_status{state="running"}'), of('unserved_seconds')]).toEqual([4, 1, 0]);
  expect(of('oldest_waiting_seconds')).toBeGreaterThan(89);

  await pool.query(`update worker set seen_at = now() - interval '1 minute' where id = $1`, [workers[0]]);
  await reclaimLostLanes(pool);
  await pool.query(`update lane set released_at = now() - interval '40 seconds' where batch_id = $1`, [
    batch,
  ]);
  const later = await scrape();
  expect(later.get('furrow_workers{state="lost"}')).toBe(1);
  expect(later.get('furrow_rows_reclaimed_total')).toBe(1);
  expect(later.get('furrow_attempts_total{kind="run",state="lost"}')).toBe(1);
  expect(later.get('furrow_batches_held{reason="draining"}')).toBe(1);
  expect(later.get('furrow_unserved_seconds')).toBeGreaterThan(39);

  const of5 = { ...admin, params: { id: batch }, body: {} };
  expect((await call(stopBatch, 'POST', of5)).status).toBe(200);
  expect((await call(retryBatch, 'POST', of5)).status).toBe(200);
  const end = await scrape();
  expect(end.get('furrow_batch_jobs_stopped_total')).toBe(5);
  expect(end.get('furrow_batch_retry_initiated_total')).toBe(1);
});
