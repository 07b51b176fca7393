import { z } from 'zod';
import { type CsvPreview, findColumn } from '../../csv/preview';
import type { Upload, UploadProblem } from '../../db/records';
import { readUploadRows } from '../../db/sql/read-upload-rows';
import { type DialectSource, toDialectJson } from '../../domain/wire/dialect';
import { columnSchema, problemGroupSchema } from '../../domain/wire/upload';
import type { Context } from '../context';

const SHOWN_PROBLEMS = 1000;

/** The preview of a file that has been read, from what was stored then: the same for 10 rows and 10,000,000. */
export async function storedPreview(
  context: Context,
  upload: Upload,
  { rows: shownRows = 10, key }: { readonly rows?: number | undefined; readonly key?: string | undefined },
): Promise<CsvPreview> {
  const keyHeader = key === undefined ? upload.keyColumn : upload.headers[findColumn(upload.headers, key)];
  const [rows, problems] = await Promise.all([
    readUploadRows(context.db.pool, upload.id, -1, shownRows),
    context.db.prisma.uploadProblem.findMany({
      where: { uploadId: upload.id },
      orderBy: { no: 'asc' },
      take: SHOWN_PROBLEMS,
    }),
  ]);
  return {
    dialect: toDialectJson(upload.dialect as unknown as DialectSource),
    headers: upload.headers,
    columns: z.array(columnSchema).parse(upload.columns),
    partial: false,
    row_count: upload.rowCount,
    rows: rows.map(({ cells }) => [...cells]),
    unique_column: keyHeader ?? null,
    problems: problems.map(toProblem),
    problem_count: upload.problemCount,
    problem_groups: z.array(problemGroupSchema).parse(upload.problemGroups),
  };
}

/** A stored problem in the words of the reader. */
function toProblem(problem: UploadProblem): CsvPreview['problems'][number] {
  const { code, severity, message, lineNumber, rowIndex, columnNumber, value, advice } = problem;
  return {
    code,
    severity: severity === 'error' ? 'error' : 'warning',
    ...(lineNumber === null ? {} : { line: lineNumber }),
    ...(rowIndex === null ? {} : { row: rowIndex + 1 }),
    ...(columnNumber === null ? {} : { column: columnNumber }),
    message,
    ...(value === null ? {} : { value }),
    ...(advice === null ? {} : { advice }),
  };
}
