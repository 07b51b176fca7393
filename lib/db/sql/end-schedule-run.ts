import type { Queryable } from '../transaction';

export interface RunKey {
  readonly scheduleId: string;
  readonly dueAt: Date;
}

/** The run has its batch. */
export async function noteRunStarted(db: Queryable, { scheduleId, dueAt }: RunKey): Promise<void> {
  await db.query(
    `update schedule_run set state = 'started' where schedule_id = $1 and due_at = $2 and state = 'creating'`,
    [scheduleId, dueAt],
  );
}

/** The run gave no batch, and why; false when somebody else has ended it. */
export async function noteRunFailed(
  db: Queryable,
  { scheduleId, dueAt }: RunKey,
  fault: { readonly code: string; readonly message: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update schedule_run set state = 'failed', code = $3, message = $4, batch_id = null
      where schedule_id = $1 and due_at = $2 and state = 'creating'`,
    [scheduleId, dueAt, fault.code, fault.message],
  );
  return rowCount === 1;
}
