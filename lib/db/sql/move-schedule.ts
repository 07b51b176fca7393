import type { Queryable } from '../transaction';

/** Says when a locked schedule is due next. */
export async function moveSchedule(db: Queryable, scheduleId: string, nextDueAt: Date): Promise<void> {
  await db.query('update schedule set next_due_at = $2 where id = $1', [scheduleId, nextDueAt]);
}

/** Pauses a schedule that cannot run any more; false when it is paused already, or gone. */
export async function pauseSchedule(
  db: Queryable,
  scheduleId: string,
  pause: { readonly code: string; readonly text: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update schedule set next_due_at = null, pause_code = $2, pause_text = $3, updated_at = now()
      where id = $1 and next_due_at is not null`,
    [scheduleId, pause.code, pause.text],
  );
  return rowCount === 1;
}
