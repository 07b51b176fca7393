import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeBatch } from '@/lib/services/batches/change-batch';
import { changeSchedule } from '@/lib/services/schedules/change-schedule';
import { createSchedule } from '@/lib/services/schedules/create-schedule';
import { findUpload } from '@/lib/services/uploads/find-upload';
import { rereadUpload } from '@/lib/services/uploads/reread-upload';
import { addAutomation, importedBatch, readyUpload } from '@/tests/support/check-support';
import { openServiceContext, type ServiceContext } from '@/tests/support/service-context';
import { waitFor } from '@/tests/support/wait-for';

let test: ServiceContext;
let automation: string;
beforeAll(async () => {
  test = await openServiceContext();
  automation = await addAutomation(test.context, 'people', '  id: { type: integer }');
});
afterAll(() => test.close());

/** Has both read what there is before either of them writes. */
async function atOnce<T>(table: 'batch' | 'schedule' | 'upload', id: string, changes: (() => Promise<T>)[]) {
  const { pool } = test.context.db;
  const holder = await pool.connect();
  try {
    await holder.query('begin');
    await holder.query(`select from ${table} where id = $1 for update`, [id]);
    const outcomes = Promise.allSettled(changes.map((change) => change()));
    await waitFor('changes that wait for the row', 10_000, async () => {
      const { rows } = await pool.query<{ waiting: number }>(
        `select count(distinct pid)::int as waiting from pg_locks join pg_stat_activity using (pid)
          where not granted and datname = current_database()`,
      );
      return rows[0]?.waiting === changes.length;
    });
    await holder.query('commit');
    return await outcomes;
  } finally {
    holder.release();
  }
}

describe('two changes at the same moment', () => {
  it('of settings of a batch are both kept', async () => {
    const uploadId = await readyUpload(test.context, 'id\n1\n');
    const { id: batchId } = await importedBatch(test.context, { uploadId, automation });
    await atOnce('batch', batchId, [
      () => changeBatch(test.context, { batchId, settings: { concurrency: 7 } }),
      () => changeBatch(test.context, { batchId, settings: { max_retries: 9 }, name: 'Renamed' }),
    ]);
    const kept = await test.context.db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
    expect(kept).toMatchObject({
      ...{ name: 'Renamed', concurrency: 7 },
      settings: { concurrency: 7, max_retries: 9 },
    });
  });

  it('of a schedule are both kept', async () => {
    const uploadId = await readyUpload(test.context, 'id\n1\n');
    const input = { name: 'Nightly', cron: '0 3 * * *', timeZone: 'Europe/Berlin', uploadId, automation };
    const { id: scheduleId } = await createSchedule(test.context, input);
    await atOnce('schedule', scheduleId, [
      () => changeSchedule(test.context, { scheduleId, settings: { concurrency: 7 } }),
      () => changeSchedule(test.context, { scheduleId, settings: { priority: 9 }, cron: '0 4 * * *' }),
    ]);
    const kept = await test.context.db.prisma.schedule.findUniqueOrThrow({ where: { id: scheduleId } });
    expect(kept).toMatchObject({
      cron: '0 4 * * *',
      plan: { settings: { concurrency: 7, priority: 9 } },
    });
  });

  it('of how a file is read: one of them is told that it came too late', async () => {
    const uploadId = await readyUpload(test.context, 'a;b\n1;2\n');
    const outcomes = await atOnce('upload', uploadId, [
      () => rereadUpload(test.context, { uploadId, readOptions: { delimiter: ',' } }),
      () => rereadUpload(test.context, { uploadId, readOptions: { encoding: 'windows-1252' } }),
    ]);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'upload_not_read' });
    const { readOptions } = await findUpload(test.context.db, uploadId);
    expect(Object.keys(readOptions as object)).toHaveLength(1);
  });
});
