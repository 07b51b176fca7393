import type { Pool } from 'pg';
import type { LaneHold } from '../../domain/lane';

const SQL = `
update lane set worker_id = null, running_row = null, available_at = now(), released_at = clock_timestamp()
 where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4`;

/** Gives a lane back after its slice; it is free for any worker at once. */
export async function releaseLane(pool: Pool, hold: LaneHold): Promise<void> {
  await pool.query({
    name: 'release-lane',
    text: SQL,
    values: [hold.batchId, hold.laneNo, hold.epoch.toString(), hold.workerId],
  });
}
