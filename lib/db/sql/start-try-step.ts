import type { Pool } from 'pg';
import type { LaneHold } from '../../domain/lane';

const SQL = `
with held as materialized (
  select 1 from lane
   where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4
     for update
)
update try_step
   set state = 'running', started_at_ms = $6, duration_ms = null, message = null, screenshot_id = null
 where batch_id = $1 and no = $5 and exists (select from held)`;

/** Shows that a step begins which follows none: the first inside another step, also when its round comes again. */
export async function startTryStep(
  pool: Pool,
  hold: LaneHold,
  step: { readonly no: number; readonly startedAtMs: number },
): Promise<void> {
  const held = [hold.batchId, hold.laneNo, hold.epoch.toString(), hold.workerId];
  await pool.query(SQL, [...held, step.no, step.startedAtMs]);
}
