import type { Pool } from 'pg';
import type { LaneHold } from '../../domain/lane';
import { finishBatchIfDone } from './finish-batch';
import { waitAfterCanary } from './wait-after-canary';

// A row left below the low-water mark (its claim was rolled back, or another lane held it) is found again from zero.
// The lane comes back when the next retry or verification is due; a pending row without a time means: look again in a moment.
const SQL = `
update lane l
   set worker_id = null, running_row = null, released_at = clock_timestamp(), low_water = 0,
       available_at = least((
         select min(due_at) from job_verification
          where batch_id = $1 and due_at is not null and asking_attempt is null), case
         when (select state <> 'running' or $2 >= concurrency from batch where id = $1) then now()
         when exists (select from job where batch_id = $1 and state = 'pending' and run_at is null
                         and row_index <= (select coalesce(canary_until, 2147483647) from batch where id = $1))
           and (select concurrency from batch where id = $1) > 1 then now() + case when (select settings ? 'account_column' from batch where id = $1)
                                 then interval '1 second' else interval '250 milliseconds' end
         else coalesce(
           (select run_at from job where batch_id = $1 and state = 'pending'
             and row_index <= (select coalesce(canary_until, 2147483647) from batch where id = $1)
             order by case when (select concurrency from batch where id = $1) = 1 then row_index end, run_at limit 1),
           'infinity')
       end),
       waiting_reason = (
         select 'account' from batch where id = $1 and concurrency > 1 and settings ? 'account_column')
 where l.batch_id = $1 and l.lane_no = $2 and l.epoch = $3 and l.worker_id = $4
returning (select canary_until from batch where id = $1)`;

/** Frees a lane that found nothing to run until something may be due; finishes the batch when all its rows ended. */
export async function restLane(pool: Pool, hold: LaneHold): Promise<void> {
  const { rows } = await pool.query<{ canary_until: number | null }>({
    name: 'rest-lane',
    text: SQL,
    values: [hold.batchId, hold.laneNo, hold.epoch.toString(), hold.workerId],
  });
  const hasFinished = await finishBatchIfDone(pool, hold.batchId);
  if (!hasFinished && typeof rows[0]?.canary_until === 'number') await waitAfterCanary(pool, hold.batchId);
}
