import type { Queryable } from '../transaction';

/**
 * Starts a check, or starts an interrupted one over: what an earlier start left is removed, and what it still writes
 * is refused by the new epoch. Gives the epoch, or null when the check has ended. The caller has locked the upload.
 */
export async function beginCheck(db: Queryable, checkId: string): Promise<number | null> {
  const { rows } = await db.query<{ epoch: number }>(
    `update upload_check
        set state = 'checking', epoch = epoch + 1, started_at = clock_timestamp(), ended_at = null, error = null,
            checked_rows = 0, invalid_count = 0, warning_count = 0, dropped_count = 0, duplicate_count = 0,
            done_count = 0
      where id = $1 and state in ('waiting', 'checking') returning epoch`,
    [checkId],
  );
  if (!rows[0]) return null;
  await db.query('delete from check_row where check_id = $1', [checkId]);
  await db.query('delete from check_group where check_id = $1', [checkId]);
  return rows[0].epoch;
}
