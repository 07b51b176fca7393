import type { Pool } from 'pg';
import type { LaneHold } from '../../domain/lane';

// The lane row is locked while the mark is written, so a reclaim either sees the mark or makes this write nothing.
const SQL = `
with held as materialized (
  select 1 from lane l join batch b on b.id = l.batch_id
   where l.batch_id = $1 and l.lane_no = $2 and l.epoch = $3 and l.worker_id = $4 and l.running_row = $5
     and b.state <> 'stopping' and not (b.gives_back and b.state = 'paused')
     for update of l
)
update attempt a set commit_started_at = coalesce(a.commit_started_at, now())
 where a.batch_id = $1 and a.row_index = $5 and a.attempt_no = $6 and a.state = 'running'
   and exists (select from held)`;

/**
 * Writes the durable mark that the next action may reach the target. False means that it must not be sent: the lane
 * belongs to somebody else by now, or the batch is being stopped, or gives its rows back.
 */
export async function markCommit(
  pool: Pool,
  hold: LaneHold,
  rowIndex: number,
  attemptNo: number,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'mark-commit',
    text: SQL,
    values: [hold.batchId, hold.laneNo, hold.epoch.toString(), hold.workerId, rowIndex, attemptNo],
  });
  return rowCount === 1;
}
