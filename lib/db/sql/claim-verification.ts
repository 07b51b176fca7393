import type { Pool } from 'pg';
import type { BatchSettings } from '../../domain/batch-settings';
import type { Claim, LaneHold } from '../../domain/lane';

// The job stays unconfirmed while the site is asked: no state and no counter moves, the lane's running row fences the
// attempt. Job and verification are locked together, so that neither a person's decision nor another lane comes
// between; the claim itself waits for nobody. Cells are those that were submitted, whatever was edited since.
const SQL = `
with held as materialized (
  select from lane
   where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4
     for update
), b as materialized (
  select b.settings, b.upload_id, b.automation_id, b.automation_version
    from batch b, held where b.id = $1 and b.state = 'running' and $2 < b.concurrency
), due as materialized (
  select v.row_index, v.not_found_count, v.unanswered_count, v.no_counts_from <= now() as does_no_count
    from job_verification v join job j on j.batch_id = v.batch_id and j.row_index = v.row_index
   where exists (select from b)
     and v.batch_id = $1 and v.due_at <= now() and v.asking_attempt is null and j.state = 'unconfirmed'
   order by v.due_at limit 1
     for update of v, j skip locked
), moved as (
  update job j set attempt_count = j.attempt_count + 1
   where j.batch_id = $1 and j.row_index = (select row_index from due)
  returning j.row_index, j.attempt_count, j.failed_count, j.lost_count, j.round, j.automation_no
), marked as (
  update lane set running_row = moved.row_index from moved where batch_id = $1 and lane_no = $2
), asking as (
  update job_verification v set asking_attempt = moved.attempt_count
    from moved where v.batch_id = $1 and v.row_index = moved.row_index
), pinned as materialized (
  select v.version, v.settle_seconds, v.reruns_not_found
    from moved, b
    left join batch_automation p on p.batch_id = $1 and p.no = (select automation_no from moved)
    join automation_version v on v.automation_id = coalesce(b.automation_id, p.automation_id)
                             and v.version = coalesce(b.automation_version, p.version)
), submitted as materialized (
  select a.row_version from attempt a
   where a.batch_id = $1 and a.row_index = (select row_index from moved) and a.commit_started_at is not null
   order by a.attempt_no desc limit 1
), opened as (
  insert into attempt (batch_id, row_index, attempt_no, kind, round, lane_no, epoch, worker_id, automation_version,
                       row_version)
  select $1, moved.row_index, moved.attempt_count, 'verify', moved.round, $2, $3, $4,
         coalesce((select version from pinned), 0), coalesce((select row_version from submitted), 0)
    from moved
)
select moved.*, due.not_found_count, due.unanswered_count, due.does_no_count, r.line_number,
       coalesce((select e.cells from row_edit e
                  where e.upload_id = b.upload_id and e.row_index = moved.row_index
                    and e.version = (select row_version from submitted)), r.cells) as cells,
       coalesce((select row_version from submitted), 0) as row_version, b.settings,
       pinned.version, coalesce(pinned.settle_seconds, 60) as settle_seconds,
       coalesce(pinned.reruns_not_found, false) as reruns_not_found
  from moved join due on true join b on true left join pinned on true
  join upload_row r on r.upload_id = b.upload_id and r.row_index = moved.row_index`;

interface Row {
  row_index: number;
  attempt_count: number;
  failed_count: number;
  lost_count: number;
  automation_no: number;
  not_found_count: number;
  unanswered_count: number;
  does_no_count: boolean;
  line_number: number;
  cells: string[];
  row_version: number;
  settings: BatchSettings;
  version: number | null;
  settle_seconds: number;
  reruns_not_found: boolean;
}

/** Claims an unconfirmed row about which the site is to be asked now, for a held lane; null when there is none. */
export async function claimVerification(pool: Pool, hold: LaneHold): Promise<Claim | null> {
  const { rows } = await pool.query<Row>({
    name: 'claim-verification',
    text: SQL,
    values: [hold.batchId, hold.laneNo, hold.epoch.toString(), hold.workerId],
  });
  const row = rows[0];
  if (!row) return null;
  return {
    rowIndex: row.row_index,
    lineNumber: row.line_number,
    cells: row.cells,
    rowVersion: row.row_version,
    attemptNo: row.attempt_count,
    roundAttemptNo: row.failed_count + row.lost_count + 1,
    failedCount: row.failed_count,
    automationVersion: row.version ?? 0,
    automationNo: row.automation_no,
    settings: row.settings,
    host: null,
    verification: {
      settleSeconds: row.settle_seconds,
      rerunsNotFound: row.reruns_not_found,
      doesNoCount: row.does_no_count,
      notFoundCount: row.not_found_count,
      unansweredCount: row.unanswered_count,
    },
  };
}
