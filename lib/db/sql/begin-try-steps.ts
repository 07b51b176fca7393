import type { Pool } from 'pg';
import type { LaneHold } from '../../domain/lane';

// The lane row stays locked until the steps are written, so that a reclaim comes either before or after all of it.
const SQL = `
with held as materialized (
  select 1 from lane
   where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4
     for update
)
update try_step
   set state = case when no = 1 then 'running' else 'pending' end,
       started_at_ms = case when no = 1 then 0 end, duration_ms = null, message = null, screenshot_id = null
 where batch_id = $1 and exists (select from held)`;

/** Puts the steps of a try back to the start: also when an earlier worker was lost in the middle of them. */
export async function beginTrySteps(pool: Pool, hold: LaneHold): Promise<void> {
  await pool.query(SQL, [hold.batchId, hold.laneNo, hold.epoch.toString(), hold.workerId]);
}
