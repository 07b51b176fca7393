import type { Queryable } from '../transaction';

/** A schedule whose row is locked until the transaction ends: whoever makes a run of it takes turns with the others. */
export interface LockedSchedule {
  readonly id: string;
  readonly cron: string;
  readonly timeZone: string;
  /** Null while it is paused. */
  readonly nextDueAt: Date | null;
  /** By the database's clock, after the lock was taken. */
  readonly now: Date;
}

const COLUMNS = `id, cron, time_zone as "timeZone", next_due_at as "nextDueAt", clock_timestamp() as now`;

const DUE = `
select ${COLUMNS} from schedule where next_due_at <= now() order by next_due_at limit 1 for update skip locked`;

/** Locks the schedule that is due the longest; null when none is, or others have them. */
export async function lockDueSchedule(db: Queryable): Promise<LockedSchedule | null> {
  const { rows } = await db.query<LockedSchedule>(DUE);
  return rows[0] ?? null;
}

const ONE = `select ${COLUMNS} from (select * from schedule where id = $1 for update) locked`;

/** Locks one schedule, waiting for whoever has it; null when it does not exist. */
export async function lockSchedule(db: Queryable, scheduleId: string): Promise<LockedSchedule | null> {
  const { rows } = await db.query<LockedSchedule>(ONE, [scheduleId]);
  return rows[0] ?? null;
}
