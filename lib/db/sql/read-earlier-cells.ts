import type { Queryable } from '../transaction';

const SQL = `
select v.row_index as "rowIndex", jsonb_agg(to_jsonb(v.cells)) as versions
  from batch b
  cross join lateral (
    select e.row_index, e.cells from row_edit e where e.upload_id = b.upload_id and e.row_index = any($2::int[])
    union all
    select r.row_index, r.cells from upload_row r
     where r.upload_id = b.upload_id and r.row_index = any($2::int[])
       and exists (select from row_edit e where e.upload_id = r.upload_id and e.row_index = r.row_index)
  ) v
 where b.id = $1
 group by v.row_index`;

/** What the cells of rows were in the file and in each edit; rows that were never edited are left out. */
export async function readEarlierCells(
  db: Queryable,
  batchId: string,
  rowIndexes: readonly number[],
): Promise<ReadonlyMap<number, readonly (readonly string[])[]>> {
  const { rows } = await db.query<{ rowIndex: number; versions: string[][] }>(SQL, [batchId, rowIndexes]);
  return new Map(rows.map(({ rowIndex, versions }) => [rowIndex, versions]));
}
