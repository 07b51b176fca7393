import { KEY_BLANKS } from '../../domain/row-key';
import type { Queryable } from '../transaction';
import { EDIT_SQL } from './read-upload-rows';

// Sorting happens in PostgreSQL, on disk where memory ends. Rows left out, and rows that the file damaged, repeat nothing.
const SQL = `
with keyed as materialized (
  select r.row_index, btrim((coalesce(e.cells, r.cells))[$3], $4) as key
    from upload_row r ${EDIT_SQL}
   where r.upload_id = $2 and not coalesce(e.is_dropped, false) and (r.problem is null or e.cells <> r.cells)
     and ($5::text[] is null or btrim((coalesce(e.cells, r.cells))[$3], $4) = any($5))
), repeats as materialized (
  select row_index, first_row from (
    select row_index, min(row_index) over (partition by key collate "C") as first_row from keyed where key <> ''
  ) k where row_index > first_row
), cleared as (
  update check_row c set same_key_row = null, group_nos = array_remove(c.group_nos, $6::smallint)
   where c.check_id = $1 and c.same_key_row is not null
     and ($5::text[] is null or c.row_index in (select row_index from keyed))
     and c.row_index not in (select row_index from repeats)
)
insert into check_row as c (check_id, row_index, group_nos, is_invalid, same_key_row)
select $1, row_index, array[$6::smallint], false, first_row from repeats
on conflict (check_id, row_index) do update
   set same_key_row = excluded.same_key_row,
       group_nos = case when $6 = any(c.group_nos) then c.group_nos else c.group_nos || $6::smallint end
 where c.same_key_row is distinct from excluded.same_key_row`;

export interface DuplicateRequest {
  readonly checkId: string;
  readonly uploadId: string;
  /** Position of the key column, from 0. */
  readonly column: number;
  /** Number of the group of rows that repeat a key. */
  readonly groupNo: number;
  /** Only rows with these keys; null for the whole file. */
  readonly keys: readonly string[] | null;
}

/** Notes which rows repeat the key of an earlier one, and takes it back from those that do not any more. */
export async function refreshDuplicates(db: Queryable, request: DuplicateRequest): Promise<void> {
  const { checkId, uploadId, column, groupNo, keys } = request;
  await db.query(SQL, [checkId, uploadId, column + 1, KEY_BLANKS, keys, groupNo]);
}
