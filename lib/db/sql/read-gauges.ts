import type { Queryable } from '../transaction';

/** Workers and lanes as they are now. Memory in MB. */
export interface Gauges {
  readonly workers: Readonly<Record<'live' | 'draining' | 'lost', number>>;
  readonly slots: number;
  readonly workerMemoryMb: number;
  readonly browserMemoryMb: number;
  /** The largest worker, its browsers included. */
  readonly largestMemoryMb: number;
  /** Of running batches: held by a worker, free to be taken, or waiting for `rate`, `host`, `account`, `retry`. */
  readonly lanes: Readonly<Record<string, number>>;
}

// A lost worker is one that fell silent within a day and did not end in order.
const WORKERS = `
select count(*) filter (where alive and not is_draining)::int as live,
       count(*) filter (where alive and is_draining)::int as draining,
       count(*) filter (where not alive)::int as lost,
       coalesce(sum(slots) filter (where alive), 0)::int as slots,
       coalesce(sum(memory_mb - browser_memory_mb) filter (where alive), 0)::int as "workerMemoryMb",
       coalesce(sum(browser_memory_mb) filter (where alive), 0)::int as "browserMemoryMb",
       coalesce(max(memory_mb) filter (where alive), 0)::int as "largestMemoryMb"
  from (select *, seen_at > now() - interval '15 seconds' as alive from worker
         where stopped_at is null and seen_at > now() - interval '24 hours') w`;

const LANES = `
select case when l.worker_id is not null then 'held' when l.available_at <= now() then 'free'
            else coalesce(l.waiting_reason, 'retry') end as state, count(*)::int as count
  from lane l join batch b on b.id = l.batch_id
 where b.state = 'running' and l.lane_no < b.concurrency and (l.worker_id is not null or l.available_at < 'infinity')
 group by 1`;

export async function readGauges(db: Queryable): Promise<Gauges> {
  type Row = Omit<Gauges, 'workers' | 'lanes'> & Gauges['workers'];
  const workers = (await db.query<Row>(WORKERS)).rows[0] as Row;
  const lanes = (await db.query<{ state: string; count: number }>(LANES)).rows;
  const { live, draining, lost, ...sums } = workers;
  return {
    ...sums,
    workers: { live, draining, lost },
    lanes: Object.fromEntries(lanes.map(({ state, count }) => [state, count])),
  };
}
