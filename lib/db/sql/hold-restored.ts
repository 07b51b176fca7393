import type { Queryable } from '../transaction';

// What ran just then has most likely sent its form since. Only reading is surely no harm.
const MARK_RUNNING = `
update attempt a set commit_started_at = now()
 where a.state = 'running' and a.kind = 'run' and a.commit_started_at is null
   and not exists (
     select from batch b join job j on j.batch_id = b.id and j.row_index = a.row_index
       left join batch_automation p on p.batch_id = b.id and p.no = j.automation_no
       join automation_version v on v.automation_id = coalesce(b.automation_id, p.automation_id)
                                and v.version = a.automation_version
      where b.id = a.batch_id and v.effect = 'read')`;

const HOLD_BATCHES = `
update batch set state = 'paused', reason = 'person', reason_text = $1, gives_back = false
 where state = 'running' and kind = 'run'`;

const HOLD_IMPORTS = 'update batch set start_when_ready = false where start_when_ready';

const HOLD_SCHEDULES = `
update schedule set next_due_at = null, pause_code = 'person', pause_text = $1, updated_at = now()
 where next_due_at is not null`;

const DROP_RUNS = `
update schedule_run set state = 'failed', code = 'restored', message = $1 where state = 'creating'`;

/** What waits for a person after a restore. */
export interface HeldAfterRestore {
  readonly batches: number;
  readonly schedules: number;
}

/**
 * Lets nothing go on by itself: what ran after the backup was made is not in it, and would run a second time. Rows that ran at that
 * moment and may have submitted become unconfirmed when their lanes are reclaimed.
 * @param madeAt when the backup was made, as people are told
 */
export async function holdRestored(db: Queryable, madeAt: string): Promise<HeldAfterRestore> {
  const text = `Restored from the backup of ${madeAt}: rows that ran after it would run again`;
  await db.query(MARK_RUNNING);
  const batches = await db.query(HOLD_BATCHES, [text]);
  const imports = await db.query(HOLD_IMPORTS);
  const schedules = await db.query(HOLD_SCHEDULES, [`Restored from the backup of ${madeAt}`]);
  await db.query(DROP_RUNS, [`The backup of ${madeAt} was restored before its batch was made.`]);
  return {
    batches: (batches.rowCount ?? 0) + (imports.rowCount ?? 0),
    schedules: schedules.rowCount ?? 0,
  };
}
