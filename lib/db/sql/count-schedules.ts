import type { ScheduleRunState } from '../../domain/schedule';
import type { Queryable } from '../transaction';

export interface ScheduleTotals {
  readonly enabled: number;
  readonly paused: number;
  /** Of those that are kept. */
  readonly runs: readonly { readonly state: ScheduleRunState; readonly count: number }[];
}

/** How many schedules are on and paused, and what became of their due times. */
export async function countSchedules(db: Queryable): Promise<ScheduleTotals> {
  const { rows } = await db.query<{ enabled: number; paused: number }>(
    `select count(next_due_at)::int as enabled, (count(*) - count(next_due_at))::int as paused from schedule`,
  );
  const runs = await db.query<ScheduleTotals['runs'][number]>(
    `select state::text, count(*)::int as count from schedule_run group by state`,
  );
  return { ...(rows[0] ?? { enabled: 0, paused: 0 }), runs: runs.rows };
}
