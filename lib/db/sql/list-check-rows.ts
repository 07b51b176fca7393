import type { Queryable } from '../transaction';
import { EDIT_SQL, ROW_COLUMNS_SQL, type UploadRowItem } from './read-upload-rows';

/** What a check found in a row. */
export interface CheckRowItem {
  readonly rowIndex: number;
  readonly groupNos: readonly number[];
  readonly sameKeyRow: number | null;
  readonly doneIn: { readonly batchId: string; readonly batchName: string; readonly rowIndex: number } | null;
}

const FOUND = `
c.row_index as "rowIndex", c.group_nos as "groupNos", c.same_key_row as "sameKeyRow",
case when b.id is null then null
     else json_build_object('batchId', b.id, 'batchName', b.name, 'rowIndex', c.done_row_index) end as "doneIn"`;

const PAGE = `
select ${ROW_COLUMNS_SQL}, ${FOUND}
  from check_row c
  join upload_row r on r.upload_id = $2 and r.row_index = c.row_index ${EDIT_SQL}
  left join batch b on b.id = c.done_batch_id
 where c.check_id = $1 and c.row_index > $3 and ($4::smallint is null or $4 = any(c.group_nos))
 order by c.row_index limit $5`;

export interface CheckRowRequest {
  readonly checkId: string;
  readonly uploadId: string;
  /** Row index before the page; -1 for the first. */
  readonly after: number;
  readonly group: number | undefined;
  readonly limit: number;
}

/** One keyset page of the rows of a check that somebody should look at, in file order. */
export async function listCheckRowItems(
  db: Queryable,
  request: CheckRowRequest,
): Promise<(UploadRowItem & CheckRowItem)[]> {
  const { rows } = await db.query<UploadRowItem & CheckRowItem>(PAGE, [
    ...[request.checkId, request.uploadId, request.after],
    ...[request.group ?? null, request.limit],
  ]);
  return rows;
}

/** What a check found in these rows. */
export async function findCheckRows(
  db: Queryable,
  checkId: string,
  rowIndexes: readonly number[],
): Promise<CheckRowItem[]> {
  const { rows } = await db.query<CheckRowItem>(
    `select ${FOUND} from check_row c left join batch b on b.id = c.done_batch_id
      where c.check_id = $1 and c.row_index = any($2)`,
    [checkId, rowIndexes],
  );
  return rows;
}
