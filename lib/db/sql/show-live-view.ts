import type { Pool } from 'pg';
import type { LaneHold } from '../../domain/lane';
import type { LiveView } from '../../domain/live-view';

// A picture of the attempt before is none of this one.
const SQL = `
update live_view v
   set attempt_no = $6, step_no = $7, step_count = $8, step_title = $9,
       picture = coalesce($10::bytea, case when v.attempt_no = $6 then v.picture end),
       taken_at = case when $10::bytea is not null then now() when v.attempt_no = $6 then v.taken_at end
 where v.batch_id = $1 and v.row_index = $5
   and exists (
     select from lane
      where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4 and running_row = $5
   )`;

/** Shows a running row to those who look at it. Writes nothing when nobody does, or when the lane went to another worker. */
export async function showLiveView(
  pool: Pool,
  hold: LaneHold,
  rowIndex: number,
  view: LiveView,
): Promise<void> {
  const { batchId, laneNo, epoch, workerId } = hold;
  const { attemptNo, stepNo, stepCount, stepTitle, picture } = view;
  const values = [batchId, laneNo, epoch.toString(), workerId, rowIndex];
  await pool.query(SQL, [...values, attemptNo, stepNo, stepCount, stepTitle, picture]);
}
