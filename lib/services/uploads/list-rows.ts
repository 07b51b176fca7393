import type { UploadProblem } from '../../db/records';
import { readUploadRows, type UploadRowItem } from '../../db/sql/read-upload-rows';
import { decodeCursor, encodeCursor } from '../../domain/cursor';
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

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** One page of a read file's rows in file order. @throws NotFoundError, ValidationError `cursor_invalid` */
export async function listUploadRows(context: Context, input: PageInput): Promise<Page<UploadRowItem>> {
  const upload = await findUpload(context.db, input.uploadId);
  const { after, limit } = pageBounds(input);
  const rows = await readUploadRows(context.db.pool, upload.id, after, limit + 1);
  return toPage(rows, limit, (row) => row.rowIndex);
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

function pageBounds(input: PageInput): { after: number; limit: number } {
  const after = input.cursor === undefined ? (input.from ?? 0) - 1 : Number(decodeCursor(input.cursor, 1)[0]);
  return { after, limit: Math.min(1000, Math.max(1, input.limit ?? 100)) };
}

function toPage<T>(found: readonly T[], limit: number, key: (item: T) => number): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor([key(last)]) : null };
}
