import type { Pool } from 'pg';
import type { LaneHold, LimitKind } from '../../domain/lane';

// It comes back a moment early: what is left is waited for in the slot, exactly.
const EARLY_SECONDS = 1;

const SQL = `
update lane set worker_id = null, running_row = null, released_at = clock_timestamp(), waiting_reason = $5,
       available_at = now() + make_interval(secs => $6)
 where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4`;

/** Frees a lane whose next row a limit holds back for longer than is worth a slot. */
export async function waitLane(
  pool: Pool,
  hold: LaneHold,
  wait: { readonly limit: LimitKind; readonly waitSeconds: number },
): Promise<void> {
  const seconds = Math.max(0, wait.waitSeconds - EARLY_SECONDS);
  await pool.query({
    name: 'wait-lane',
    text: SQL,
    values: [hold.batchId, hold.laneNo, hold.epoch.toString(), hold.workerId, wait.limit, seconds],
  });
}
