import type { BatchReason, BatchState } from '../../domain/batch-state';
import type { Queryable } from '../transaction';

/** A batch that is not at its end, with rows that wait. */
export interface QueuedBatch {
  readonly id: string;
  readonly name: string;
  readonly state: BatchState;
  readonly reason: BatchReason | null;
  readonly reasonText: string | null;
  readonly pendingRows: number;
  readonly runningRows: number;
  /**
   * Since when its oldest row could have run: the start of the batch, or the moment a retry fell due. Null when the
   * batch is paused, or every row left waits for a retry that is not due.
   */
  readonly oldestWaitingAt: Date | null;
  /** How long that is; 0 for null. */
  readonly oldestWaitingSeconds: number;
  /** How long no worker has run a row of it though one could run; 0 while rows run. */
  readonly unservedSeconds: number;
}

// Few batches are open at a time, each with at most 512 buckets and 100 lanes; of the jobs two index entries are read:
// is-null as a number (see claim-sql.ts) has the planner walk the index instead of sorting all pending rows.
const SQL = `
with q as materialized (
select b.id, b.name, b.state::text, b.reason::text, b.reason_text as "reasonText",
       k.pending as "pendingRows", k.running as "runningRows",
       case when b.state <> 'running' then null
            when (select j.row_index from job j
                   where j.batch_id = b.id and j.state = 'pending' and (j.run_at is null)::int <> 0
                     and j.row_index >= (select coalesce(min(l.low_water), 0) from lane l
                                          where l.batch_id = b.id and l.lane_no < b.concurrency)
                   order by j.row_index limit 1) is not null
            then b.started_at
            else (select min(j.run_at) from job j
                   where j.batch_id = b.id and j.state = 'pending' and j.run_at <= now()) end as "oldestWaitingAt",
       (select greatest(max(l.released_at), b.started_at) from lane l where l.batch_id = b.id) as served_at,
       b.priority, b.created_at
  from batch b
  cross join lateral (
    select coalesce(sum(pending), 0)::int as pending, coalesce(sum(running), 0)::int as running
      from batch_bucket where batch_id = b.id
  ) k
 where b.state in ('running', 'paused', 'waiting') and b.kind = 'run' and k.pending > 0
)
select id, name, state, reason, "reasonText", "pendingRows", "runningRows", "oldestWaitingAt",
       coalesce(extract(epoch from now() - "oldestWaitingAt"), 0)::float8 as "oldestWaitingSeconds",
       case when "runningRows" > 0 then 0
            else coalesce(extract(epoch from now() - greatest(served_at, "oldestWaitingAt")), 0)::float8
       end * ("oldestWaitingAt" is not null)::int as "unservedSeconds"
  from q order by priority desc, created_at limit 1000`;

/** Batches with rows that wait, the most urgent and oldest first; at most 1,000. */
export async function readQueue(db: Queryable): Promise<QueuedBatch[]> {
  const { rows } = await db.query<QueuedBatch>({ name: 'read-queue', text: SQL });
  return rows;
}
