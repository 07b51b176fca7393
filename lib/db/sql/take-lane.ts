import type { Pool, QueryConfig } from 'pg';
import type { LaneHold } from '../../domain/lane';

// Fair first by owner, then by batch: who has the fewest slots, and of equals who was served the longest ago, whatever
// lanes of theirs were never taken; priority beats all. A batch that starts beside a large one so gets its first slot
// with the next lane that is given back.
// A try that waited long for a worker is not expected any more: running it then would be a surprise.
// The lanes of all running batches are read once, in one pass of their index (PostgreSQL 17 and later), not batch by batch. Those in question
// are then locked in the order in which they come, until one is free: a subquery's order is kept when each of its rows is looked up.
const sql = (more: string) => `
with open_batch as materialized (
  select b.id, b.owner_id, b.priority, b.concurrency
    from batch b
   where b.state = 'running'
     and (b.only_worker_id is null or b.only_worker_id = $1)
     and (b.kind = 'run' or b.created_at > now() - interval '10 minutes') ${more}
), open_lane as materialized (
  select batch_id, lane_no, worker_id, available_at, released_at
    from lane where batch_id = any(array(select id from open_batch))
), served as materialized (
  select batch_id, count(worker_id) as slots, max(released_at) as served_at from open_lane group by batch_id
), share as materialized (
  select b.owner_id, count(*) as slots
    from lane l join batch b on b.id = l.batch_id where l.worker_id is not null group by b.owner_id
), next as (
  select n.batch_id, n.lane_no
    from open_lane n
    join open_batch b on b.id = n.batch_id
    join served s on s.batch_id = n.batch_id
    left join share o on o.owner_id is not distinct from b.owner_id
   where n.worker_id is null and n.available_at <= now() and n.lane_no < b.concurrency
   order by b.priority desc, coalesce(o.slots, 0), s.slots, s.served_at, n.released_at, n.lane_no
), candidate as (
  select l.batch_id, l.lane_no
    from next, lateral (
      select l.batch_id, l.lane_no from lane l
       where l.batch_id = next.batch_id and l.lane_no = next.lane_no and l.worker_id is null and l.available_at <= now()
         for update skip locked
    ) l limit 1
)
update lane l
   set worker_id = $1, epoch = l.epoch + 1, waiting_reason = null
  from candidate c
 where l.batch_id = c.batch_id and l.lane_no = c.lane_no
returning l.batch_id, l.lane_no, l.epoch`;

const ANY_BATCH = { name: 'take-lane', text: sql('') };
const TRIES = { name: 'take-try-lane', text: sql("and b.kind = 'try'") };
const SOME_BATCHES = { name: 'take-lane-of', text: sql('and b.id = any($2)') };

/**
 * Takes the next runnable lane for this worker and raises its epoch; null when there is none.
 * @param batchIds only lanes of these; null: of any batch that is not another worker's alone
 */
export async function takeLane(
  pool: Pool,
  workerId: string,
  batchIds: readonly string[] | null = null,
): Promise<LaneHold | null> {
  if (batchIds?.length === 0) return null;
  return take(
    pool,
    workerId,
    batchIds ? { ...SOME_BATCHES, values: [workerId, batchIds] } : { ...ANY_BATCH, values: [workerId] },
  );
}

/** Takes the next lane of a try; null when none waits. */
export function takeTryLane(pool: Pool, workerId: string): Promise<LaneHold | null> {
  return take(pool, workerId, { ...TRIES, values: [workerId] });
}

async function take(pool: Pool, workerId: string, query: QueryConfig): Promise<LaneHold | null> {
  const { rows } = await pool.query<{ batch_id: string; lane_no: number; epoch: string }>(query);
  const row = rows[0];
  return row ? { batchId: row.batch_id, laneNo: row.lane_no, epoch: BigInt(row.epoch), workerId } : null;
}
