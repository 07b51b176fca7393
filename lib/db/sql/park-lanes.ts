import type { Pool } from 'pg';

// A lane beyond the batch's concurrency is taken no more. What its last row left pending is for lane 0, which may rest
// without a time: it is woken, unless it is at work and so rests later than this row was recorded.
const SQL = `
with surplus as materialized (
  select l.batch_id, l.lane_no from lane l join batch b on b.id = l.batch_id
   where l.worker_id is null and l.available_at < 'infinity' and b.state = 'running' and l.lane_no >= b.concurrency
     and exists (select from lane z where z.batch_id = l.batch_id and z.lane_no = 0 and z.worker_id is null)
   limit 1000
     for update of l skip locked
), parked as (
  update lane l set available_at = 'infinity' from surplus s
   where l.batch_id = s.batch_id and l.lane_no = s.lane_no
)
update lane z set available_at = now() from (select distinct batch_id from surplus) s
 where z.batch_id = s.batch_id and z.lane_no = 0 and z.worker_id is null and z.available_at > now()`;

/** Takes lanes out of use that a lower concurrency left over, and lets the others look for rows. */
export async function parkLanes(pool: Pool): Promise<void> {
  await pool.query({ name: 'park-lanes', text: SQL });
}
