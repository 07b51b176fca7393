/*
 * The claim is one statement: pick the row, move it to running, count it, open its attempt, read its cells. A batch
 * under a limit is told by the plain form (is_limited) and asked for again in the limited form, which also locks the
 * limits' rows and takes from them; batches without limits pay nothing but the question.
 *
 * Serial batches take the lowest pending row whatever its run_at, and wait for it when it is not due; others take due
 * retries first and never look below the lane's low-water mark for untouched rows. Where rows run one at a time per
 * account, the head of the lowest account that no lane holds is taken, and waits for its run_at.
 *
 * Written for a planner without statistics of a batch just imported. It would join on keys by walking through all
 * pending rows, so they are single values; and sum <> 0, unlike `is null or`, does not let it think of one row to sort.
 */

interface Form {
  /** Of `b`: rows are picked by due and untouched. */
  readonly isByRow: string;
  /** Further CTEs, and further sources of `chosen`. */
  readonly account: string;
  readonly chosen: string;
  /** CTEs that look at the limits. */
  readonly limits: string;
  readonly isGranted: string;
  /** CTEs that take from the limits. */
  readonly taken: string;
  readonly hasHolds: string;
  readonly refusal: string;
}

const PLAIN: Form = {
  isByRow: 'not is_limited',
  account: '',
  chosen: '',
  limits: '',
  isGranted: '',
  taken: '',
  hasHolds: '',
  refusal: 'null as limit_kind, null as wait_seconds, null as stale_account',
};

const LIMITED: Form = {
  isByRow: 'account_column is null',
  account: `, account as materialized (
  select a.no, a.head_row, a.available_at from batch_account a
   where exists (select from b where account_column is not null)
     and a.batch_id = $1 and a.lane_no is null and a.head_row is not null
     and a.head_row <= (select last_row from b)
     and (a.available_at <= now() or (select concurrency from b) = 1)
   order by a.head_row limit 1
     for update skip locked
)`,
  chosen: `
  union all
  select head_row, false from account where available_at <= now()`,
  // Locked in this order by everybody: rate, host, place.
  limits: `, rate as materialized (
  select r.next_at from batch_rate r
   where r.batch_id = $1 and (select rate from b) > 0 and exists (select from chosen)
     for update
), host as materialized (
  select h.host, h.max_parallel, h.per_second, greatest(h.next_at, h.not_before) as free_at from target_host h
   where h.host = (select host from b) and exists (select from chosen) and (select count(*) from rate) >= 0
     for update
), place as materialized (
  select p.host, p.no from host_place p
   where p.host = (select host from host) and p.batch_id is null and p.no < (select max_parallel from host)
   order by p.no limit 1
     for update skip locked
), refusal as materialized (
  select limit_kind, wait_seconds from (
    select 'rate' as limit_kind, extract(epoch from next_at - now())::float8 as wait_seconds from rate
    union all
    select 'host', extract(epoch from free_at - now())::float8 from host
    union all
    select 'host', case when exists (select from place) then 0 else 1 end from host where max_parallel is not null
  ) w where wait_seconds > 0 order by wait_seconds desc limit 1
)`,
  isGranted: ' and not exists (select from refusal)',
  taken: `, rated as (
  update batch_rate set next_at = now() + make_interval(secs => 60 / (select rate from b))
   where batch_id = $1 and (select rate from b) > 0 and exists (select from moved)
), visited as (
  update target_host set next_at = now() + make_interval(secs => 1 / per_second)
   where host = (select host from host) and per_second > 0 and exists (select from moved)
), placed as (
  update host_place p set batch_id = $1, lane_no = $2
    from place where p.host = place.host and p.no = place.no and exists (select from moved)
), held_account as (
  update batch_account set lane_no = $2
   where batch_id = $1 and no = (select no from account) and exists (select from moved)
)`,
  hasHolds: ', has_holds = exists (select from place) or exists (select from account)',
  refusal: `(select limit_kind from refusal) as limit_kind, (select wait_seconds from refusal) as wait_seconds,
       case when not exists (select from moved) and not exists (select from refusal)
            then (select no from account where available_at <= now()) end as stale_account`,
};

const sql = (form: Form) => `
with held as materialized (
  select low_water from lane
   where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4
     for update
), b as materialized (
  select b.concurrency, b.bucket_size, b.automation_version, b.settings, b.upload_id, b.kind, b.try_stop_before, b.host,
         coalesce(b.canary_until, 2147483647) as last_row, r.rate, r.account_column,
         r.rate > 0 or r.account_column is not null
           or exists (select from target_host h where h.host = b.host and (
                h.max_parallel is not null or h.per_second is not null or h.not_before > now())) as is_limited
    from batch b, held, lateral (
      select coalesce((b.settings ->> 'rate_per_minute')::float8, 0) as rate,
             b.settings ->> 'account_column' as account_column
    ) r
   where b.id = $1 and b.state = 'running' and $2 < b.concurrency
), due as materialized (
  select j.row_index from job j
   where (select concurrency from b where ${form.isByRow}) > 1
     and j.batch_id = $1 and j.state = 'pending' and j.run_at <= now() and j.row_index <= (select last_row from b)
   order by j.run_at limit 1
     for update skip locked
), untouched as materialized (
  select j.row_index, j.run_at from job j
   where exists (select from b where ${form.isByRow}) and not exists (select from due)
     and j.batch_id = $1 and j.state = 'pending' and j.row_index >= (select low_water from held)
     and j.row_index <= (select last_row from b)
     and (j.run_at is null)::int + ((select concurrency from b) = 1)::int <> 0
   order by j.row_index limit 1
     for update skip locked
)${form.account}, chosen as materialized (
  select row_index, false as is_forward from due
  union all
  select row_index, true from untouched where run_at is null or run_at <= now()${form.chosen}
)${form.limits}, moved as (
  update job j
     set state = 'running', run_at = null, started_at = now(), ended_at = null, duration_ms = null,
         attempt_count = j.attempt_count + 1
   where j.batch_id = $1 and j.row_index = (select row_index from chosen) and j.state = 'pending'${form.isGranted}
  returning j.row_index, j.attempt_count, j.failed_count, j.lost_count, j.round, j.automation_no,
            (select is_forward from chosen) as is_forward
), marked as (
  update lane l
     set running_row = moved.row_index,
         low_water = case when moved.is_forward then moved.row_index else l.low_water end${form.hasHolds}
    from moved where l.batch_id = $1 and l.lane_no = $2
), counted as (
  update batch_bucket k
     set pending = k.pending - 1, running = k.running + 1
   where k.batch_id = $1 and k.bucket_no = (select moved.row_index / b.bucket_size from moved, b)
)${form.taken}, edit as materialized (
  select e.version, e.cells from row_edit e
   where e.upload_id = (select upload_id from b) and e.row_index = (select row_index from moved)
   order by e.version desc limit 1
), pinned as materialized (
  -- The batch's version, or that of the automation which the row chose; 0 where no automation runs.
  select coalesce((select automation_version from b),
                  (select a.version from batch_automation a
                    where a.batch_id = $1 and a.no = (select automation_no from moved)), 0) as version
), opened as (
  insert into attempt (batch_id, row_index, attempt_no, kind, round, lane_no, epoch, worker_id, automation_version,
                       row_version)
  select $1, moved.row_index, moved.attempt_count, b.kind::text::attempt_kind, moved.round, $2, $3, $4,
         (select version from pinned), coalesce((select version from edit), 0)
    from moved, b
)
select (select count(*) from held)::int as held, coalesce(b.is_limited, false) as is_limited,
       moved.row_index, moved.attempt_count, moved.failed_count,
       moved.lost_count, r.line_number, coalesce((select cells from edit), r.cells) as cells,
       coalesce((select version from edit), 0) as row_version,
       (select version from pinned) as automation_version, moved.automation_no,
       b.settings, b.kind, b.try_stop_before, b.host, ${form.refusal}
  from (select 1) one
  left join moved on true
  left join b on true
  left join upload_row r on r.upload_id = (select upload_id from b) and r.row_index = (select row_index from moved)`;

export const CLAIM = { name: 'claim-job', text: sql(PLAIN) };
export const CLAIM_LIMITED = { name: 'claim-limited-job', text: sql(LIMITED) };
