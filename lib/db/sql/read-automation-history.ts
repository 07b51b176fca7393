import type { HistoryPeriod, HistoryUnit } from '../../domain/automation-history';
import type { Queryable } from '../transaction';

/** Batches that had the automation for all of their rows, read by their counters. */
export const MOST_BATCHES = 500;
/** Rows of batches in which each row chose: nothing counts those by automation, so the rows themselves are read. */
export const MOST_CHOOSING_ROWS = 100_000;
/** Rows of each batch that are asked how long they took, the last ones to end. */
const SAMPLE = 50;

const SQL = `
with bounds as (
  select date_trunc($2, now() at time zone $3) as last,
         date_trunc($2, now() at time zone $3) - ($4::int - 1) * ('1 ' || $2)::interval as first
), alone as materialized (
  select b.id, b.started_at
    from batch b, bounds
   where b.automation_id = $1 and b.kind = 'run' and b.started_at >= bounds.first at time zone $3
   order by b.started_at desc limit ${MOST_BATCHES} + 1
), choosing as materialized (
  select b.id, a.no, b.started_at, sum(b.total_jobs) over (order by b.started_at desc, b.id) as rows_so_far
    from batch_automation a join batch b on b.id = a.batch_id, bounds
   where a.automation_id = $1 and b.kind = 'run' and b.started_at >= bounds.first at time zone $3
), ended as (
  select s.*, c.completed, c.failed, c.stopped, c.unconfirmed
    from (select id, started_at from alone limit ${MOST_BATCHES}) s cross join lateral (
      select sum(completed) as completed, sum(failed) as failed, sum(stopped) as stopped, sum(unconfirmed) as unconfirmed
        from batch_bucket where batch_id = s.id
    ) c
  union all
  select s.id, s.started_at, c.completed, c.failed, c.stopped, c.unconfirmed
    from choosing s cross join lateral (
      select count(*) filter (where state = 'completed') as completed, count(*) filter (where state = 'failed') as failed,
             count(*) filter (where state = 'stopped') as stopped,
             count(*) filter (where state = 'unconfirmed') as unconfirmed
        from job where batch_id = s.id and automation_no = s.no
    ) c
   where s.rows_so_far <= ${MOST_CHOOSING_ROWS}
), took as (
  select s.started_at, j.duration_ms
    from (
      select id, started_at, 0 as no from (select * from alone limit ${MOST_BATCHES}) a
      union all select id, started_at, no from choosing where rows_so_far <= ${MOST_CHOOSING_ROWS}
    ) s cross join lateral (
      select duration_ms from job
       where batch_id = s.id and state = 'completed' and automation_no = s.no and ended_at is not null
       order by ended_at desc limit ${SAMPLE}
    ) j
), by_period as (
  select date_trunc($2, started_at at time zone $3) as period, count(*) as batches, sum(completed) as completed,
         sum(failed) as failed, sum(stopped) as stopped, sum(unconfirmed) as unconfirmed
    from ended group by 1
), medians as (
  select date_trunc($2, started_at at time zone $3) as period,
         percentile_disc(0.5) within group (order by duration_ms) as median
    from took group by 1
)
select to_char(s.period, 'YYYY-MM-DD') as "start", coalesce(p.batches, 0)::int as batches,
       coalesce(p.completed, 0)::int as completed, coalesce(p.failed, 0)::int as failed,
       coalesce(p.stopped, 0)::int as stopped, coalesce(p.unconfirmed, 0)::int as unconfirmed,
       m.median::int as "medianMs",
       (select count(*) > ${MOST_BATCHES} from alone)
         or exists (select from choosing where rows_so_far > ${MOST_CHOOSING_ROWS}) as "isCut"
  from bounds cross join lateral generate_series(bounds.first, bounds.last, ('1 ' || $2)::interval) s (period)
  left join by_period p on p.period = s.period
  left join medians m on m.period = s.period
 order by s.period`;

export interface HistoryQuestion {
  readonly automationId: string;
  readonly unit: HistoryUnit;
  readonly count: number;
  /** An IANA name. */
  readonly timeZone: string;
}

/** What became of an automation's rows, by the day or week in which their batch was started. The work is bounded. */
export async function readAutomationHistory(
  db: Queryable,
  { automationId, unit, timeZone, count }: HistoryQuestion,
): Promise<(HistoryPeriod & { readonly isCut: boolean })[]> {
  const { rows } = await db.query<HistoryPeriod & { isCut: boolean }>({
    name: 'read-automation-history',
    text: SQL,
    values: [automationId, unit, timeZone, count],
  });
  return rows;
}
