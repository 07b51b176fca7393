import type { Queryable } from '../transaction';

export interface InvalidRows {
  readonly count: number;
  /** The first of them, with the words about what is wrong. */
  readonly first: readonly {
    readonly rowIndex: number;
    readonly lineNumber: number;
    readonly detail: string;
  }[];
}

/** The rows that an import found unusable. */
export async function readInvalidRows(db: Queryable, batchId: string, limit: number): Promise<InvalidRows> {
  const counted = await db.query<{ count: number }>(
    `select count(*)::int as count from excluded_row where batch_id = $1 and reason = 'invalid'`,
    [batchId],
  );
  const { rows } = await db.query<InvalidRows['first'][number]>(
    `select x.row_index as "rowIndex", r.line_number as "lineNumber", coalesce(x.detail, '') as detail
       from excluded_row x join batch b on b.id = x.batch_id
       join upload_row r on r.upload_id = b.upload_id and r.row_index = x.row_index
      where x.batch_id = $1 and x.reason = 'invalid' order by x.row_index limit $2`,
    [batchId, limit],
  );
  return { count: counted.rows[0]?.count ?? 0, first: rows };
}
