import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../transaction';
import { notifyBatch } from './notify-batch';

const COUNT = `
select count(*) filter (where j.state in ('pending', 'running') or v.due_at is not null)::int as open, count(*)::int as total,
       count(*) filter (where j.state = 'completed')::int as completed,
       count(*) filter (where j.state = 'failed')::int as failed,
       count(*) filter (where j.state = 'unconfirmed')::int as unconfirmed
  from batch b join job j on j.batch_id = b.id and j.row_index <= b.canary_until
  left join job_verification v on v.batch_id = j.batch_id and v.row_index = j.row_index
 where b.id = $1`;

interface CanaryCounts {
  open: number;
  total: number;
  completed: number;
  failed: number;
  unconfirmed: number;
}

/** Lets a batch wait for a person when the rows of its canary have ended; true when it does now. */
export async function waitAfterCanary(pool: Pool, batchId: string): Promise<boolean> {
  const hasEnded = await inTransaction(pool, (client) => waitLocked(client, batchId));
  if (hasEnded) await notifyBatch(pool, batchId);
  return hasEnded;
}

// The batch row is locked first, as in retry, so that neither can miss the other.
async function waitLocked(client: PoolClient, batchId: string): Promise<boolean> {
  const batch = await client.query(
    `select 1 from batch where id = $1 and state = 'running' and canary_until is not null for update`,
    [batchId],
  );
  if (batch.rowCount !== 1) return false;
  const { rows } = await client.query<CanaryCounts>(COUNT, [batchId]);
  const counts = rows[0] as CanaryCounts;
  if (counts.open > 0) return false;
  await client.query(
    `update batch set state = 'waiting', reason = 'canary', reason_text = $2 where id = $1`,
    [batchId, canaryText(counts)],
  );
  return true;
}

function canaryText({ total, completed, failed, unconfirmed }: CanaryCounts): string {
  const subject = total === 1 ? 'The first row has run' : `The first ${total} rows have run`;
  if (completed === total) return `${subject}: ${total === 1 ? 'it completed' : 'all completed'}`;
  const parts = [
    `${completed} completed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unconfirmed > 0 ? [`${unconfirmed} unconfirmed`] : []),
  ];
  return `${subject}: ${parts.join(', ')}`;
}
