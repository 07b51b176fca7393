import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyRetention } from '@/lib/services/retention/apply-retention';
import { removeDeleted } from '@/lib/services/retention/remove-deleted';
import { agedBatch } from '@/tests/support/aged-batch';
import { openServiceContext, type ServiceContext } from '@/tests/support/service-context';

const ROWS = 1_000_000;
/** A lane that waits so long for a disk or a lock is seen by nobody. */
const LONGEST_TRANSACTION_MS = 2000;
const MOST_HEAP_MB = 64;

let test: ServiceContext;
beforeAll(async () => {
  test = await openServiceContext();
});
afterAll(() => test.close());

const sql = (text: string, ...values: unknown[]) => test.context.db.pool.query(text, values);

// As runs leave them: an attempt a row with its steps.
const ATTEMPTS = `
insert into attempt (batch_id, row_index, attempt_no, state, lane_no, epoch, automation_version, ended_at, duration_ms)
select batch_id, row_index, 1, 'completed', 0, 1, 1, now(), 100 from job where batch_id = $1`;
const STEPS = `
insert into attempt_detail (batch_id, row_index, attempt_no, steps)
select batch_id, row_index, 1, jsonb_build_array(jsonb_build_object('verb', 'goto', 'title', repeat('x', 300)))
  from attempt where batch_id = $1 and attempt_no = 1 on conflict do nothing`;
const LONGEST = `
select coalesce(max(extract(epoch from clock_timestamp() - xact_start) * 1000), 0)::float8 as ms from pg_stat_activity
 where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;

it('a batch of 1,000,000 rows goes in short transactions and little memory, and its keys stay', {
  timeout: 900_000,
}, async () => {
  const id = await agedBatch(test.context, { rows: ROWS, days: 31, files: [0, 999_999] });
  await sql(ATTEMPTS, id);
  await sql(STEPS, id);
  await sql('vacuum analyze');
  const startedAt = performance.now();
  expect(await applyRetention({ ...test.context, retentionDays: 30 })).toMatchObject({
    batches: 1,
    uploads: 1,
  });
  const markedAt = performance.now();

  const transactions: number[] = [];
  const heaps: number[] = [];
  const watch = setInterval(async () => {
    heaps.push(process.memoryUsage().heapUsed / 1024 / 1024);
    transactions.push((await sql(LONGEST)).rows[0].ms);
  }, 50);
  const before = process.memoryUsage().heapUsed / 1024 / 1024;
  const removed = await removeDeleted(test.context);
  const removedAt = performance.now();
  clearInterval(watch);

  const size = (await sql(`select pg_total_relation_size('done_key')::float8 as bytes`)).rows[0].bytes;
  const growth = Math.max(...heaps) - before;
  console.info(
    `marked in ${Math.round(markedAt - startedAt)} ms, removed in ${((removedAt - markedAt) / 1000).toFixed(1)} s; ` +
      `longest transaction seen ${Math.round(Math.max(...transactions))} ms; heap +${Math.round(growth)} MB; ` +
      `${Math.round(size / ROWS)} bytes a key`,
  );
  expect(removed).toEqual({ batches: 1, rows: ROWS, uploads: 1 });
  expect(await test.context.db.prisma.doneKey.count()).toBe(ROWS);
  expect(await test.storedFiles()).toEqual([]);
  expect(Math.max(...transactions)).toBeLessThan(LONGEST_TRANSACTION_MS);
  expect(growth).toBeLessThan(MOST_HEAP_MB);
});
