import type { Pool } from 'pg';

// A holder that no worker has: the next reclaim takes the lane as lost and moves its running row on.
const SQL = `
update lane set worker_id = gen_random_uuid()
 where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4`;

/**
 * Leaves a lane to the reclaimer, for a worker that no longer knows what became of it (an answer of the database was
 * lost). The row that ran in it, if any, is then judged like the row of a lost worker.
 */
export async function abandonLane(
  pool: Pool,
  workerId: string,
  lane: { readonly batchId: string; readonly laneNo: number; readonly epoch: bigint },
): Promise<void> {
  await pool.query({
    name: 'abandon-lane',
    text: SQL,
    values: [lane.batchId, lane.laneNo, lane.epoch.toString(), workerId],
  });
}
