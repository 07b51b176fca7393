import type { ScheduleRunCause, ScheduleRunState } from '../../domain/schedule';
import type { Queryable } from '../transaction';

export interface NewScheduleRun {
  readonly scheduleId: string;
  readonly dueAt: Date;
  readonly cause: ScheduleRunCause;
  readonly state: ScheduleRunState;
  readonly code?: string;
  readonly message?: string;
  readonly batchId?: string;
  readonly blockedByBatchId?: string;
}

const INSERT = `
insert into schedule_run (schedule_id, due_at, cause, state, code, message, batch_id, blocked_by_batch_id, claimed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp()) on conflict (schedule_id, due_at) do nothing`;

/** Notes what becomes of one due time; false when that is noted already. */
export async function insertScheduleRun(db: Queryable, run: NewScheduleRun): Promise<boolean> {
  const { scheduleId, dueAt, cause, state, code, message, batchId, blockedByBatchId } = run;
  const values = [scheduleId, dueAt, cause, state, code, message, batchId, blockedByBatchId];
  const { rowCount } = await db.query(INSERT, values);
  return rowCount === 1;
}

const PRUNE = `
delete from schedule_run where schedule_id = $1 and batch_id is null and due_at < now() - make_interval(days => $2)`;

/** Forgets due times of long ago that gave no batch. */
export async function pruneScheduleRuns(db: Queryable, scheduleId: string, days: number): Promise<void> {
  await db.query(PRUNE, [scheduleId, days]);
}
