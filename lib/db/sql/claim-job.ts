import type { Pool } from 'pg';
import type { BatchSettings } from '../../domain/batch-settings';
import type { ClaimAnswer, LaneHold } from '../../domain/lane';

// One statement: pick the row, move it to running, count it, open its attempt, read its cells.
// Serial batches take the lowest pending row whatever its run_at, and wait for it when it is not due; others take
// due retries first and never look below the lane's low-water mark for untouched rows.
//
// Written for a planner without statistics of a batch just imported. It would join on keys by walking through all
// pending rows, so they are single values; and sum <> 0, unlike `is null or`, does not let it think of one row to sort.
const SQL = `
with held as materialized (
  select low_water from lane
   where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4
     for update
), b as materialized (
  select b.concurrency, b.bucket_size, b.automation_version, b.settings, b.upload_id, b.kind, b.try_stop_before,
         coalesce(b.canary_until, 2147483647) as last_row
    from batch b, held where b.id = $1 and b.state = 'running' and $2 < b.concurrency
), due as materialized (
  select j.row_index from job j
   where (select concurrency from b) > 1
     and j.batch_id = $1 and j.state = 'pending' and j.run_at <= now() and j.row_index <= (select last_row from b)
   order by j.run_at limit 1
     for update skip locked
), untouched as materialized (
  select j.row_index, j.run_at from job j
   where exists (select from b) and not exists (select from due)
     and j.batch_id = $1 and j.state = 'pending' and j.row_index >= (select low_water from held)
     and j.row_index <= (select last_row from b)
     and (j.run_at is null)::int + ((select concurrency from b) = 1)::int <> 0
   order by j.row_index limit 1
     for update skip locked
), chosen as materialized (
  select row_index, false as is_forward from due
  union all
  select row_index, true from untouched where run_at is null or run_at <= now()
), moved as (
  update job j
     set state = 'running', run_at = null, started_at = now(), ended_at = null, duration_ms = null,
         attempt_count = j.attempt_count + 1
   where j.batch_id = $1 and j.row_index = (select row_index from chosen) and j.state = 'pending'
  returning j.row_index, j.attempt_count, j.failed_count, j.lost_count, j.round, j.automation_no,
            (select is_forward from chosen) as is_forward
), marked as (
  update lane l
     set running_row = moved.row_index,
         low_water = case when moved.is_forward then moved.row_index else l.low_water end
    from moved where l.batch_id = $1 and l.lane_no = $2
), counted as (
  update batch_bucket k
     set pending = k.pending - 1, running = k.running + 1
   where k.batch_id = $1 and k.bucket_no = (select moved.row_index / b.bucket_size from moved, b)
), edit as materialized (
  select e.version, e.cells from row_edit e
   where e.upload_id = (select upload_id from b) and e.row_index = (select row_index from moved)
   order by e.version desc limit 1
), pinned as materialized (
  -- The batch's version, or that of the automation which the row chose; 0 where no automation runs.
  select coalesce((select automation_version from b),
                  (select a.version from batch_automation a
                    where a.batch_id = $1 and a.no = (select automation_no from moved)), 0) as version
), opened as (
  insert into attempt (batch_id, row_index, attempt_no, kind, round, lane_no, epoch, worker_id, automation_version,
                       row_version)
  select $1, moved.row_index, moved.attempt_count, b.kind::text::attempt_kind, moved.round, $2, $3, $4,
         (select version from pinned), coalesce((select version from edit), 0)
    from moved, b
)
select (select count(*) from held)::int as held, moved.row_index, moved.attempt_count, moved.failed_count,
       moved.lost_count, r.line_number, coalesce((select cells from edit), r.cells) as cells,
       coalesce((select version from edit), 0) as row_version,
       (select version from pinned) as automation_version, moved.automation_no,
       b.settings, b.kind, b.try_stop_before
  from (select 1) one
  left join moved on true
  left join b on true
  left join upload_row r on r.upload_id = (select upload_id from b) and r.row_index = (select row_index from moved)`;

interface Row {
  held: number;
  row_index: number | null;
  attempt_count: number;
  failed_count: number;
  lost_count: number;
  line_number: number;
  cells: string[];
  row_version: number;
  automation_version: number;
  automation_no: number;
  settings: BatchSettings;
  kind: 'run' | 'try';
  try_stop_before: number | null;
}

/** Claims the next row for a held lane and opens its attempt (state running). */
export async function claimJob(pool: Pool, hold: LaneHold): Promise<ClaimAnswer> {
  const { rows } = await pool.query<Row>({
    name: 'claim-job',
    text: SQL,
    values: [hold.batchId, hold.laneNo, hold.epoch.toString(), hold.workerId],
  });
  const row = rows[0];
  if (!row || row.held === 0) return { kind: 'lost' };
  if (row.row_index === null) return { kind: 'idle' };
  return {
    kind: 'claimed',
    claim: {
      rowIndex: row.row_index,
      lineNumber: row.line_number,
      cells: row.cells,
      rowVersion: row.row_version,
      attemptNo: row.attempt_count,
      roundAttemptNo: row.failed_count + row.lost_count + 1,
      failedCount: row.failed_count,
      automationVersion: row.automation_version,
      automationNo: row.automation_no,
      settings: row.settings,
      ...(row.kind === 'try' && { tryOrder: { stopBefore: row.try_stop_before } }),
    },
  };
}
