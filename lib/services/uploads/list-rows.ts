import type { UploadProblem } from '../../db/records';
import { type CheckRowItem, findCheckRows } from '../../db/sql/list-check-rows';
import { readUploadRows, type UploadRowItem } from '../../db/sql/read-upload-rows';
import { decodeCursor, encodeCursor } from '../../domain/cursor';
import type { RowProblemJson } from '../../domain/wire/upload-row';
import { rowProblems } from '../checks/check-view';
import { findCheck, readGroups } from '../checks/find-check';
import type { Context } from '../context';
import { findUpload } from './find-upload';

interface PageInput {
  readonly uploadId: string;
  readonly cursor?: string | undefined;
  /** Row index of the first row, for those who jump into the middle; a cursor wins over it. */
  readonly from?: number | undefined;
  /** 1..1000, default 100. */
  readonly limit?: number | undefined;
}

export interface ListRowsInput extends PageInput {
  /** A check of the file: rows then say what it found. */
  readonly check?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export type UploadRowView = UploadRowItem & {
  readonly problems?: readonly RowProblemJson[];
  readonly doneIn?: CheckRowItem['doneIn'];
};

/** One page of a read file's rows in file order. @throws NotFoundError, ValidationError `cursor_invalid` */
export async function listUploadRows(context: Context, input: ListRowsInput): Promise<Page<UploadRowView>> {
  const upload = await findUpload(context.db, input.uploadId);
  const { after, limit } = pageBounds(input);
  const rows = await readUploadRows(context.db.pool, upload.id, after, limit + 1);
  const page = toPage(rows, limit, (row) => row.rowIndex);
  if (input.check === undefined) return page;
  return { ...page, items: await withProblems(context, upload.id, input.check, page.items) };
}

/** Rows with what a check found in them. @throws NotFoundError `check_not_found` */
export async function withProblems(
  context: Context,
  uploadId: string,
  checkId: string,
  rows: readonly UploadRowItem[],
): Promise<UploadRowView[]> {
  const { upload } = await findCheck(context.db, checkId, uploadId);
  const groups = await readGroups(context.db, checkId);
  const indexes = rows.map((row) => row.rowIndex);
  const found = new Map(
    (await findCheckRows(context.db.pool, checkId, indexes)).map((row) => [row.rowIndex, row]),
  );
  return rows.map((row) => {
    const seen = found.get(row.rowIndex);
    const problems = seen ? rowProblems(seen, row.cells, groups, upload.headers) : [];
    return { ...row, problems, doneIn: seen?.doneIn ?? null };
  });
}

/** One page of a file's problems in file order. @throws NotFoundError, ValidationError `cursor_invalid` */
export async function listUploadProblems(context: Context, input: PageInput): Promise<Page<UploadProblem>> {
  const upload = await findUpload(context.db, input.uploadId);
  const { after, limit } = pageBounds(input);
  const problems = await context.db.prisma.uploadProblem.findMany({
    where: { uploadId: upload.id, no: { gt: after } },
    orderBy: { no: 'asc' },
    take: limit + 1,
  });
  return toPage(problems, limit, (problem) => problem.no);
}

/** Where a page begins, and how long it may be; a cursor goes before `from`. */
export function pageBounds(input: {
  readonly cursor?: string | undefined;
  readonly from?: number | undefined;
  readonly limit?: number | undefined;
}): { after: number; limit: number } {
  const start = (input.from ?? 0) - 1;
  const after = input.cursor === undefined ? start : Number(decodeCursor(input.cursor, 1)[0]);
  return { after, limit: Math.min(1000, Math.max(1, input.limit ?? 100)) };
}

export function toPage<T>(found: readonly T[], limit: number, key: (item: T) => number): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor([key(last)]) : null };
}
