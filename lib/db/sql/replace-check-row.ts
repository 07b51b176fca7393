import type { Queryable } from '../transaction';
import type { NewCheckRow } from './store-check-page';

const SQL = `
insert into check_row (check_id, row_index, group_nos, is_invalid, is_dropped, done_batch_id, done_row_index)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (check_id, row_index) do update
   set group_nos = excluded.group_nos, is_invalid = excluded.is_invalid, is_dropped = excluded.is_dropped,
       done_batch_id = excluded.done_batch_id, done_row_index = excluded.done_row_index, same_key_row = null`;

/** What a check says about one row from now on; null when there is nothing to see any more. */
export async function replaceCheckRow(
  db: Queryable,
  checkId: string,
  rowIndex: number,
  row: NewCheckRow | null,
): Promise<void> {
  if (row === null) {
    await db.query('delete from check_row where check_id = $1 and row_index = $2', [checkId, rowIndex]);
    return;
  }
  const { groupNos, isInvalid, isDropped, doneIn } = row;
  await db.query(SQL, [
    ...[checkId, rowIndex, groupNos, isInvalid, isDropped],
    ...[doneIn?.batchId ?? null, doneIn?.rowIndex ?? null],
  ]);
}
