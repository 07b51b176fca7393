import type { Queryable } from '../transaction';

export interface NewCheckGroup {
  readonly no: number;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** 1-based. */
  readonly column: number | null;
  readonly input: string | null;
  readonly message: string;
  readonly advice: string;
  readonly isOfFile: boolean;
  readonly isSecret: boolean;
}

export interface NewCheckRow {
  readonly rowIndex: number;
  readonly groupNos: readonly number[];
  readonly isInvalid: boolean;
  readonly isDropped: boolean;
  readonly doneIn: { readonly batchId: string; readonly rowIndex: number } | null;
}

const GROUPS = `
insert into check_group (check_id, no, code, severity, column_number, input, message, advice, is_of_file, is_secret)
select $1, g.no, g.code, g.severity, g."column", g.input, g.message, g.advice, g."isOfFile", g."isSecret"
  from jsonb_to_recordset($2::jsonb) as g (no smallint, code text, severity text, "column" int, input text,
       message text, advice text, "isOfFile" boolean, "isSecret" boolean)`;

/** Notes new groups of a check; rows refer to them by their number. */
export async function insertCheckGroups(
  db: Queryable,
  checkId: string,
  groups: readonly NewCheckGroup[],
): Promise<void> {
  if (groups.length > 0) await db.query(GROUPS, [checkId, JSON.stringify(groups)]);
}

const ROWS = `
insert into check_row (check_id, row_index, group_nos, is_invalid, is_dropped, done_batch_id, done_row_index)
select $1, x."rowIndex", x."groupNos", x."isInvalid", x."isDropped", (x."doneIn" ->> 'batchId')::uuid,
       (x."doneIn" ->> 'rowIndex')::int
  from jsonb_to_recordset($2::jsonb) as x ("rowIndex" int, "groupNos" smallint[], "isInvalid" boolean,
       "isDropped" boolean, "doneIn" jsonb)`;

/** Keeps the rows that somebody should look at. */
export async function insertCheckRows(
  db: Queryable,
  checkId: string,
  rows: readonly NewCheckRow[],
): Promise<void> {
  if (rows.length > 0) await db.query(ROWS, [checkId, JSON.stringify(rows)]);
}

/** Notes how far a check has come; false when it was started anew meanwhile. */
export async function noteCheckedRows(
  db: Queryable,
  check: { readonly id: string; readonly epoch: number },
  checkedRows: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update upload_check set checked_rows = $3 where id = $1 and epoch = $2 and state = 'checking'`,
    [check.id, check.epoch, checkedRows],
  );
  return rowCount === 1;
}
