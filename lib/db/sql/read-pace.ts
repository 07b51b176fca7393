import { PACE_MINUTES } from '../../domain/pace';
import type { Queryable } from '../transaction';

/** Ends of one state that are looked at; where there are more in the time, the newest say how fast rows go. */
const MOST_ENDS = 300;

// Each state's newest ends come off the index of ends, so that the cost does not grow with the rows. A run that has just
// begun is measured from its beginning: what ended before, and the pause between, say nothing of it.
const SQL = `
select b.id as "batchId", extract(epoch from now() - w.since)::float8 as "seconds",
       60 * sum(e.count / greatest(0.001, extract(epoch from
         now() - case when e.count = ${MOST_ENDS} then e.first else w.since end)))::float8 as "rowsPerMinute"
  from batch b
 cross join lateral (
   select greatest(b.running_since, now() - interval '${PACE_MINUTES} minutes') as since) w
 cross join unnest('{completed,failed,unconfirmed}'::job_state[]) s(state)
 cross join lateral (
   select count(*)::int as count, min(j.ended_at) as first from (
     select ended_at from job
      where batch_id = b.id and state = s.state and ended_at >= w.since
      order by ended_at desc limit ${MOST_ENDS}) j) e
 where b.id = any($1::uuid[])
 group by b.id, w.since`;

export interface RecentPace {
  /** How long the present run was looked at, at most PACE_MINUTES. */
  readonly seconds: number;
  readonly rowsPerMinute: number;
}

/** How fast rows ended in the last minutes of the present run of each batch. */
export async function readPaces(
  db: Queryable,
  batchIds: readonly string[],
): Promise<Map<string, RecentPace>> {
  if (batchIds.length === 0) return new Map();
  const { rows } = await db.query<RecentPace & { batchId: string }>({
    name: 'read-paces',
    text: SQL,
    values: [batchIds],
  });
  return new Map(rows.map(({ batchId, ...pace }) => [batchId, pace]));
}
