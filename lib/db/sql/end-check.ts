import type { Queryable } from '../transaction';

/** Closes a check that has looked at all rows. */
export async function endCheck(db: Queryable, checkId: string, checkedRows: number): Promise<void> {
  await db.query(
    `update upload_check set state = 'done', checked_rows = $2, ended_at = clock_timestamp() where id = $1`,
    [checkId, checkedRows],
  );
}

/** Closes a check that cannot be made, with the reason. */
export async function failCheck(db: Queryable, checkId: string, reason: string): Promise<void> {
  await db.query(
    `update upload_check set state = 'failed', error = $2, ended_at = clock_timestamp()
      where id = $1 and state in ('waiting', 'checking')`,
    [checkId, reason],
  );
}
