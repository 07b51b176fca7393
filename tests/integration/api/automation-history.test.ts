import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET as readHistory } from '@/app/api/v1/automations/[name]/history/route';
import { newId } from '@/lib/db/new-id';
import type { HistoryJson } from '@/lib/domain/wire/automation-history';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';

const SECONDS_A_DAY = 86_400;

let api: Api;
let viewer: { cookie: string };
beforeAll(async () => {
  api = await startApi();
  viewer = await api.signIn('viewer');
});
afterAll(() => api.close());

const run = (sql: string, values: unknown[]) => api.context.db.pool.query(sql, values);

async function ask(query: Record<string, string>): Promise<HistoryJson> {
  const answer = await call(readHistory, 'GET', { ...viewer, params: { name: 'seeded' }, query });
  return (await answer.json()) as HistoryJson;
}

/** A batch that was started so long ago; its first rows completed in 1 s, 2 s, ..., the others failed. */
async function endedBatch(days: number, completed: number, failed: number): Promise<string> {
  const id = await seedBatch(api.context.db, { rows: completed + failed });
  await run(
    `update job set state = case when row_index < $2 then 'completed' else 'failed' end::job_state, ended_at = now(),
            duration_ms = 1000 * (row_index + 1) where batch_id = $1`,
    [id, completed],
  );
  await run(
    `update batch_bucket k set pending = 0, completed = c.completed, failed = c.failed
       from (select row_index / b.bucket_size as no, count(*) filter (where j.state = 'completed') as completed,
                    count(*) filter (where j.state = 'failed') as failed
               from job j join batch b on b.id = j.batch_id where j.batch_id = $1 group by 1) c
      where k.batch_id = $1 and k.bucket_no = c.no`,
    [id],
  );
  await run(
    `update batch set state = 'finished', outcome = 'with_problems', started_at = now() - $2 * interval '1 second' where id = $1`,
    [id, days * SECONDS_A_DAY],
  );
  return id;
}

const dayOf = (days: number, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(Date.now() - days * SECONDS_A_DAY * 1000);

it('adds up the rows of an automation by the day its batches began, where the reader is', async () => {
  await endedBatch(3, 3, 1);
  await endedBatch(3, 2, 0);
  await endedBatch(40, 5, 5);
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    const { periods, is_cut } = await ask({ count: '30', time_zone: zone });
    expect([periods.length, is_cut]).toEqual([30, false]);
    expect(periods.at(-1)?.start).toBe(dayOf(0, zone));
    expect(periods.filter(({ batches }) => batches > 0)).toEqual([
      {
        ...{ start: dayOf(3, zone), batches: 2, completed: 5, failed: 1, stopped: 0, unconfirmed: 0 },
        // 1 s, 2 s, 3 s and 1 s, 2 s.
        ...{ success_rate: 83.33, median_ms: 2000 },
      },
    ]);
  }
  const weeks = (await ask({ unit: 'week', count: '8' })).periods;
  expect(weeks).toHaveLength(8);
  expect(weeks.reduce((sum, { failed }) => sum + failed, 0)).toBe(6);
  expect(new Set(weeks.map(({ start }) => new Date(start).getUTCDay()))).toEqual(new Set([1]));
});

it('counts of a batch in which rows chose only those that chose it, and says when it left batches out', async () => {
  const before = (await ask({ count: '1' })).periods[0];
  const id = await endedBatch(0, 4, 2);
  const { automationId } = await api.context.db.prisma.batch.findUniqueOrThrow({ where: { id } });
  await run('update batch set automation_id = null, automation_version = null where id = $1', [id]);
  await run('update job set automation_no = row_index % 2 where batch_id = $1', [id]);
  await run(`insert into batch_automation values ($1, 0, $2, 1, '{}')`, [id, automationId]);
  const [today] = (await ask({ count: '1' })).periods;
  expect(today?.batches).toBe((before?.batches ?? 0) + 1);
  // Rows 1, 3 and 5; the last failed.
  expect(today).toMatchObject({ completed: 2, failed: 1, median_ms: 1000 });

  await run(
    `insert into batch select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'run_id', $2 || n,
            'automation_id', $3::uuid, 'automation_version', 1))).*
       from batch b, generate_series(1, 501) n where b.id = $1`,
    [id, newId(), automationId],
  );
  const crowded = await ask({ count: '1' });
  expect(crowded).toMatchObject({ is_cut: true, periods: [{ batches: 501 }] });
});

it('refuses a place that is none, and knows no other automations', async () => {
  const params = { params: { name: 'seeded' } };
  const nowhere = await call(readHistory, 'GET', { ...viewer, ...params, query: { time_zone: 'Nowhere' } });
  expect(await refusal(nowhere)).toEqual({ status: 422, code: 'time_zone_unknown' });
  const unknown = await call(readHistory, 'GET', { ...viewer, params: { name: 'unknown' } });
  expect(await refusal(unknown)).toEqual({ status: 404, code: 'automation_not_found' });
});
