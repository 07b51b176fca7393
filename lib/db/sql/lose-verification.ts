import type { PoolClient } from 'pg';
import { MAX_UNANSWERED } from '../../domain/verification';

// The row was only looked at: it is looked at again. A site that ends every worker which looks is left alone some time.
const SQL = `
with lost as (
  update attempt
     set state = 'lost', ended_at = now(), duration_ms = extract(epoch from now() - started_at) * 1000,
         failure_kind = 'worker_lost', failure_code = 'worker_lost', failure_message = $3
   where batch_id = $1 and row_index = $2 and lane_no = $4 and epoch = $5 and kind = 'verify' and state = 'running'
  returning attempt_no
), again as (
  update job_verification v
     set asking_attempt = null, unanswered_count = v.unanswered_count + 1,
         due_at = case when b.state <> 'stopping' and v.unanswered_count + 1 < $6 then now() end
    from lost, batch b
   where v.batch_id = $1 and v.row_index = $2 and v.asking_attempt = lost.attempt_no and b.id = $1
)
select 1 from lost`;

/**
 * Ends a verification whose worker fell silent; false when the lane's attempt was none.
 * @param attemptOf batch, row, message, lane number, epoch
 */
export async function loseVerification(client: PoolClient, attemptOf: readonly unknown[]): Promise<boolean> {
  const { rowCount } = await client.query(SQL, [...attemptOf, MAX_UNANSWERED]);
  return rowCount === 1;
}
