import type { Database } from '../../lib/db/connect';
import { seedBatch } from '../../tests/support/seed-batch';

/** The group whose rows are asked for; as many in a thousand rows whatever the batch's size. */
export const GROUP = 'page_mismatch:element_missing:3:5';
/** A row that failed, with steps. 0-based. */
export const FAILED_ROW = 5;

// Of a thousand rows 80 failed in twelve ways, 10 are unconfirmed, 10 stopped, 900 completed.
const STATE = `(case when j.row_index % 1000 < 80 then 'failed' when j.row_index % 1000 < 90 then 'unconfirmed'
                     when j.row_index % 1000 < 100 then 'stopped' else 'completed' end)`;
const DURATION = '(500 + (j.row_index::bigint * 7919) % 4000)::int';

const END_JOBS = `
update job j set state = ${STATE}::job_state, attempt_count = 1, started_at = now() - interval '2 hours',
       ended_at = now() - interval '1 hour' + j.row_index * interval '1 millisecond', duration_ms = ${DURATION},
       fingerprint = case when j.row_index % 1000 < 90 then 'page_mismatch:element_missing:3:' || j.row_index % 12 end
 where j.batch_id = $1`;

const ADD_ATTEMPTS = `
insert into attempt (batch_id, row_index, attempt_no, state, lane_no, epoch, automation_version, started_at, ended_at,
                     duration_ms, failure_kind, failure_code, failure_message, failure_step, output)
select j.batch_id, j.row_index, 1, j.state::text::attempt_state, 0, 1, 1, j.started_at, j.ended_at, j.duration_ms,
       case when j.fingerprint is not null then 'page_mismatch'::failure_kind end,
       case when j.fingerprint is not null then 'element_missing' end,
       case when j.fingerprint is not null then 'click found no button Find order ' || j.row_index % 12 || '.' end,
       case when j.fingerprint is not null then 3 end,
       case when j.state = 'completed'
            then json_build_object('status', (array['Delivered', 'In transit', 'Lost'])[j.row_index % 3 + 1]) end
  from job j where j.batch_id = $1`;

const ADD_DETAILS = `
insert into attempt_detail (batch_id, row_index, attempt_no, steps, failure, page_text)
select a.batch_id, a.row_index, 1,
       jsonb_build_array(
         jsonb_build_object('no', 1, 'verb', 'goto', 'title', 'Open /orders', 'state', 'passed', 'startedAtMs', 0, 'durationMs', 300),
         jsonb_build_object('no', 3, 'verb', 'click', 'title', 'Click Find order', 'state', 'failed', 'startedAtMs', 300, 'durationMs', 900)),
       jsonb_build_object('kind', 'page_mismatch', 'code', 'element_missing', 'message', a.failure_message, 'step', 3),
       repeat('Orders of May. ', 60)
  from attempt a where a.batch_id = $1 and a.failure_step is not null`;

const ADD_KEYS = `
insert into job_key (batch_id, row_index, automation_id, key_hash, key_start)
select j.batch_id, j.row_index, b.automation_id, decode(md5(j.row_index::text), 'hex'), 'AB-' || j.row_index
  from job j join batch b on b.id = j.batch_id where j.batch_id = $1
on conflict do nothing`;

const RECOUNT = `
update batch_bucket k
   set pending = 0, running = 0, completed = n.completed, failed = n.failed, stopped = n.stopped, unconfirmed = n.unconfirmed
  from (select j.row_index / b.bucket_size as no, count(*) filter (where j.state = 'completed') as completed,
               count(*) filter (where j.state = 'failed') as failed, count(*) filter (where j.state = 'stopped') as stopped,
               count(*) filter (where j.state = 'unconfirmed') as unconfirmed
          from job j join batch b on b.id = j.batch_id where j.batch_id = $1 group by 1) n
 where k.batch_id = $1 and k.bucket_no = n.no`;

const FINISH = `
update batch set state = 'finished', outcome = 'with_problems', finished_at = now(), name = $2,
       started_at = now() - interval '2 hours'
 where id = $1`;

/** A finished batch of this many rows with every kind of end, as a run would have left it. @returns its id */
export async function seedResults(db: Database, rows: number): Promise<string> {
  const id = await seedBatch(db, { rows, settings: { key_column: 'name' }, isStarted: false });
  for (const sql of [END_JOBS, ADD_ATTEMPTS, ADD_DETAILS, ADD_KEYS, RECOUNT]) await db.pool.query(sql, [id]);
  await db.pool.query(FINISH, [id, `${rows.toLocaleString('en')} rows`]);
  await db.pool.query('vacuum analyze');
  return id;
}
