import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { getBatch } from '@/lib/services/batches/get-batch';
import { listBatches } from '@/lib/services/batches/list-batches';
import { pauseBatch } from '@/lib/services/batches/pause-batch';
import { resumeBatch } from '@/lib/services/batches/start-batch';
import { seedBatch } from '../../support/seed-batch';
import { openServiceContext, type ServiceContext } from '../../support/service-context';

const ROWS = 400;
let test: ServiceContext;
let batchId: string;

beforeAll(async () => {
  test = await openServiceContext();
});
afterAll(() => test?.close());
beforeEach(async () => {
  batchId = await seedBatch(test.context.db, { rows: ROWS });
});

const query = (sql: string, ...values: unknown[]) => test.context.db.pool.query(sql, [batchId, ...values]);

/** Says that the batch was let run so long ago. */
const letRun = (ago: string) =>
  query('update batch set running_since = now() - $2::interval where id = $1', ago);

/** Ends rows of the file one after another, the last just now. */
async function endRows(from: number, count: number, apart: string, ago = '0 s'): Promise<void> {
  await query(
    `update job set state = case when row_index % 3 = 0 then 'failed' else 'completed' end::job_state,
                    ended_at = now() - $4::interval - (row_index - $2) * $5::interval
      where batch_id = $1 and row_index >= $2 and row_index < $2 + $3`,
    ...[from, count, ago, apart],
  );
  await query(
    `update batch_bucket k set pending = s.pending, completed = s.completed, failed = s.failed
       from (select j.row_index / b.bucket_size as no, count(*) filter (where j.state = 'pending') as pending,
                    count(*) filter (where j.state = 'completed') as completed,
                    count(*) filter (where j.state = 'failed') as failed
               from job j join batch b on b.id = j.batch_id where b.id = $1 group by 1) s
      where k.batch_id = $1 and k.bucket_no = s.no`,
  );
}

async function pace(): Promise<[rowsPerMinute: number | null, secondsLeft: number | null]> {
  const { rowsPerMinute, secondsLeft } = await getBatch(test.context, { batchId });
  return [rowsPerMinute, secondsLeft];
}

it('is that of the last five minutes, however long the batch has run', async () => {
  await letRun('3 hours');
  await endRows(0, 100, '1 s', '1 hour');
  await endRows(100, 20, '10 s');
  expect(await pace()).toEqual([expect.closeTo(4, 1), expect.closeTo(280 * 15, -2)]);
  const { items } = await listBatches(test.context, {});
  expect(items.find(({ id }) => id === batchId)?.rowsPerMinute).toBeCloseTo(4, 1);
});

it('is that of the present run: what ended before a pause does not count', async () => {
  await letRun('2 minutes');
  await endRows(0, 60, '2 s', '1 s');
  expect(await pace()).toEqual([expect.closeTo(30, 0), expect.closeTo(680, -2)]);
  await pauseBatch(test.context, { batchId });
  expect(await pace()).toEqual([null, null]);
  await resumeBatch(test.context, { batchId });
  expect(await pace()).toEqual([null, null]);
  await letRun('1 minute');
  await endRows(0, 60, '2 s', '10 minutes');
  await endRows(60, 12, '3 s');
  expect(await pace()).toEqual([expect.closeTo(12, 0), expect.closeTo(328 * 5, -2)]);
});

it('is nothing while no row has ended, and none a minute when none did for five', async () => {
  expect(await pace()).toEqual([null, null]);
  await letRun('6 minutes');
  await endRows(0, 5, '1 s', '6 minutes');
  expect(await pace()).toEqual([0, null]);
});

it('is taken from the newest ends where there are very many', async () => {
  await letRun('1 hour');
  await endRows(0, ROWS - 1, '0.1 s');
  const [rate] = await pace();
  // 399 rows within 40 s, all others of the five minutes without any; a third failed, so neither state is cut.
  expect(rate).toBeCloseTo(399 / 5, 0);
  await query("update job set state = 'completed' where batch_id = $1 and state = 'failed'");
  expect((await pace())[0]).toBeCloseTo(600, -1);
});

it('of a finished batch is that of its last run, without the time it lay before', async () => {
  await endRows(0, ROWS, '1 s');
  await query(
    `update batch set state = 'finished', outcome = 'completed', started_at = now() - interval '3 days',
            running_since = now() - interval '2 minutes', finished_at = now(), brake_base_ended = 340
      where id = $1`,
  );
  expect(await pace()).toEqual([expect.closeTo(30, 0), null]);
});
