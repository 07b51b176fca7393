import type { Problem } from '../../csv/problem';
import type { Queryable } from '../transaction';

/** Keeps the problems of a file in their order; row numbers become row indexes. */
export async function insertProblems(
  db: Queryable,
  uploadId: string,
  problems: readonly Problem[],
): Promise<void> {
  if (problems.length === 0) return;
  await db.query(
    `insert into upload_problem
       (upload_id, no, severity, code, message, row_index, line_number, column_number, value, advice)
     select $1, p.no, p.severity, p.code, p.message, p."row" - 1, p.line, p."column", p.value, p.advice
       from jsonb_to_recordset($2::jsonb)
         as p (no int, severity text, code text, message text, "row" int, line int, "column" int, value text,
               advice text)`,
    [uploadId, JSON.stringify(problems.map((problem, no) => ({ ...problem, no })))],
  );
}
