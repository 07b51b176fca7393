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

/** What of a row somebody wants to see; the conditions are ours, no value of a request is among them. */
const ONLY = {
  problem: "c.group_nos <> '{}'",
  invalid: 'c.is_invalid',
  dropped: 'c.is_dropped',
  duplicate: 'c.same_key_row is not null',
  done: 'c.done_batch_id is not null',
} as const;
export type CheckRowKind = keyof typeof ONLY;

const rowsSql = (only: CheckRowKind | undefined, edge: string, order: string) => `
select ${ROW_COLUMNS_SQL}, ${FOUND}
  from check_row c
  join upload_row r on r.upload_id = $2 and r.row_index = c.row_index ${EDIT_SQL}
  left join batch b on b.id = c.done_batch_id and b.kind = 'run'
 where c.check_id = $1 and c.row_index ${edge} $3 and ($4::smallint is null or $4 = any(c.group_nos))
       ${only ? `and ${ONLY[only]}` : ''}
 order by c.row_index ${order} limit $5`;

export interface CheckRowRequest {
  readonly checkId: string;
  readonly uploadId: string;
  /** Row index before the page; -1 for the first. */
  readonly after: number;
  /** Instead: the rows before this one, the nearest first. */
  readonly before?: number | undefined;
  readonly group: number | undefined;
  readonly only?: CheckRowKind | undefined;
  readonly limit: number;
}

/** One keyset page of the rows of a check that somebody should look at, in file order. */
export async function listCheckRowItems(
  db: Queryable,
  request: CheckRowRequest,
): Promise<(UploadRowItem & CheckRowItem)[]> {
  const { checkId, uploadId, after, before, group, only, limit } = request;
  const sql = before === undefined ? rowsSql(only, '>', 'asc') : rowsSql(only, '<', 'desc');
  const { rows } = await db.query<UploadRowItem & CheckRowItem>(sql, [
    ...[checkId, uploadId, before ?? after],
    ...[group ?? null, limit],
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
    `select ${FOUND} from check_row c left join batch b on b.id = c.done_batch_id and b.kind = 'run'
      where c.check_id = $1 and c.row_index = any($2)`,
    [checkId, rowIndexes],
  );
  return rows;
}
