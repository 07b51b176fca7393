import type { Pool } from 'pg';
import type { LaneHold } from '../../domain/lane';

// The same rows in the same order as in a claim. A place that the lane has at the host already is enough.
const SQL = `
with lane_held as materialized (
  select 1 from lane
   where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4 and running_row is not null
), host as materialized (
  select h.host, h.max_parallel, h.per_second, greatest(h.next_at, h.not_before) as free_at from target_host h
   where h.host = $5 and exists (select from lane_held)
     for update
), mine as materialized (
  select 1 from host_place where batch_id = $1 and lane_no = $2 and host = $5
), place as materialized (
  select p.host, p.no from host_place p
   where p.host = (select host from host) and p.batch_id is null and p.no < (select max_parallel from host)
     and not exists (select from mine)
   order by p.no limit 1
     for update skip locked
), refusal as materialized (
  select wait_seconds from (
    select extract(epoch from free_at - now())::float8 as wait_seconds from host
    union all
    select 1 from host
     where max_parallel is not null and not exists (select from place) and not exists (select from mine)
  ) w where wait_seconds > 0 order by wait_seconds desc limit 1
), visited as (
  update target_host set next_at = now() + make_interval(secs => 1 / per_second)
   where host = (select host from host) and per_second > 0 and not exists (select from refusal)
), placed as (
  update host_place p set batch_id = $1, lane_no = $2
    from place where p.host = place.host and p.no = place.no and not exists (select from refusal)
  returning 1
), noted as (
  update lane set has_holds = true where batch_id = $1 and lane_no = $2 and exists (select from placed)
)
select coalesce((select wait_seconds from refusal), 0) as wait_seconds`;

/** Asks for a visit of a running row to a host. @returns seconds to wait before asking again; 0: it may go now */
export async function visitHost(pool: Pool, hold: LaneHold, host: string): Promise<number> {
  const { rows } = await pool.query<{ wait_seconds: number }>({
    name: 'visit-host',
    text: SQL,
    values: [hold.batchId, hold.laneNo, hold.epoch.toString(), hold.workerId, host],
  });
  return rows[0]?.wait_seconds ?? 0;
}

const ASKED = `
insert into target_host (host, not_before) values ($1, now() + make_interval(secs => $2))
on conflict (host) do update set not_before = greatest(target_host.not_before, excluded.not_before)`;

/** A host asked for patience (Retry-After): no row of any batch goes there before. */
export async function holdHost(pool: Pool, host: string, seconds: number): Promise<void> {
  await pool.query({ name: 'hold-host', text: ASKED, values: [host, seconds] });
}
