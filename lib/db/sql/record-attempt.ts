import type { Pool } from 'pg';
import type { AttemptRecord, LaneHold } from '../../domain/lane';
import { artifactColumns, json } from './attempt-json';
import { type Brake, moveBreaker } from './move-breaker';

// Guarded by the lane's epoch and running row: when the lane was reclaimed meanwhile, not one of these writes happens.
const SQL = `
with held as materialized (
  update lane set running_row = null
   where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4 and running_row = $5
  returning 1
), closed as (
  update attempt
     set state = $7::attempt_state, ended_at = now(), duration_ms = $8, failure_kind = $9::failure_kind,
         failure_code = $10, failure_message = $11, failure_step = $12, output = $13
   where batch_id = $1 and row_index = $5 and attempt_no = $6 and exists (select from held)
  returning batch_id, row_index, attempt_no
), detailed as (
  insert into attempt_detail (batch_id, row_index, attempt_no, steps, failure, warnings, page_text, page_url, page_title)
  select batch_id, row_index, attempt_no, $14, $15, $16, $17, $18, $19 from closed
), kept as (
  insert into artifact (id, batch_id, row_index, attempt_no, type, name, content_type, size, storage_key, meta)
  select f.id, $1, $5, $6, f.type, f.name, f.content_type, f.size, f.storage_key, coalesce(f.meta, '{}')
    from closed, jsonb_to_recordset($20::jsonb)
      as f (id uuid, type text, name text, content_type text, size bigint, storage_key text, meta jsonb)
  -- The pictures of a try's steps are there already.
  on conflict (id) do nothing
), moved as (
  update job
     set state = $21::job_state,
         run_at = case when $21 = 'pending' then now() + make_interval(secs => $22) end,
         ended_at = case when $21 <> 'pending' then now() end,
         duration_ms = $8,
         failed_count = failed_count + case when $7 = 'failed' then 1 else 0 end,
         fingerprint = $23
   where batch_id = $1 and row_index = $5 and state = 'running' and exists (select from held)
  returning row_index
), counted as (
  update batch_bucket k
     set running = k.running - 1,
         pending = k.pending + ($21 = 'pending')::int, completed = k.completed + ($21 = 'completed')::int,
         failed = k.failed + ($21 = 'failed')::int, stopped = k.stopped + ($21 = 'stopped')::int,
         unconfirmed = k.unconfirmed + ($21 = 'unconfirmed')::int
   where k.batch_id = $1 and exists (select from moved)
     and k.bucket_no = (select $5 / bucket_size from batch where id = $1)
)
select count(*)::int as moved from moved`;

/**
 * Writes everything an attempt did and moves its job, in one statement. False: the lane is no longer this worker's,
 * and nothing was written.
 */
export async function recordAttempt(
  pool: Pool,
  hold: LaneHold,
  record: AttemptRecord,
  brake: Brake,
): Promise<boolean> {
  const { rows } = await pool.query<{ moved: number }>({
    name: 'record-attempt',
    text: SQL,
    values: parameters(hold, record),
  });
  if (rows[0]?.moved !== 1) return false;
  await moveBreaker(pool, hold.batchId, record, brake);
  return true;
}

function parameters(hold: LaneHold, record: AttemptRecord): unknown[] {
  const { failure, decision } = record;
  const failureValues = [failure?.kind, failure?.code, failure?.message, failure?.step].map((v) => v ?? null);
  return [
    hold.batchId,
    hold.laneNo,
    hold.epoch.toString(),
    hold.workerId,
    record.rowIndex,
    record.attemptNo,
    record.attemptState,
    Math.round(record.durationMs),
    ...failureValues,
    json(record.output),
    json(record.steps),
    json(failure),
    json(record.warnings),
    record.pageText,
    record.pageUrl,
    record.pageTitle,
    json(record.artifacts.map(artifactColumns)),
    decision.state,
    decision.retryInSeconds ?? 0,
    record.fingerprint,
  ];
}
