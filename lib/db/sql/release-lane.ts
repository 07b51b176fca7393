import type { Pool } from 'pg';
import type { LaneHold } from '../../domain/lane';
import { finishBatchIfDone } from './finish-batch';

const SQL = `
update lane l set worker_id = null, running_row = null, available_at = now(), released_at = clock_timestamp()
  from batch b
 where l.batch_id = $1 and l.lane_no = $2 and l.epoch = $3 and l.worker_id = $4 and b.id = l.batch_id
returning b.state`;

/** Gives a lane back after its slice; it is free for any worker at once. */
export async function releaseLane(pool: Pool, hold: LaneHold): Promise<void> {
  const { rows } = await pool.query<{ state: string }>({
    name: 'release-lane',
    text: SQL,
    values: [hold.batchId, hold.laneNo, hold.epoch.toString(), hold.workerId],
  });
  const state = rows[0]?.state;
  // A batch that was stopped or paused meanwhile is taken no more: nobody else would see that this was its last row.
  if (state !== undefined && state !== 'running') await finishBatchIfDone(pool, hold.batchId);
}
