import { type CheckRowItem, type CheckRowKind, listCheckRowItems } from '../../db/sql/list-check-rows';
import type { UploadRowItem } from '../../db/sql/read-upload-rows';
import type { RowProblemJson } from '../../domain/wire/upload-row';
import type { Context } from '../context';
import { type Page, pageBounds, toPage } from '../uploads/list-rows';
import { rowProblems } from './check-view';
import { findCheck, readGroups } from './find-check';

export interface ListCheckRowsInput {
  readonly uploadId: string;
  readonly checkId: string;
  /** Number of a group. */
  readonly group?: number | undefined;
  /** Rows of one kind only. */
  readonly only?: CheckRowKind | undefined;
  /** The rows before this row index, the nearest first: a page without a next one. */
  readonly before?: number | undefined;
  /** Row index of the first row of the page. */
  readonly from?: number | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export type CheckRowView = UploadRowItem &
  Pick<CheckRowItem, 'doneIn'> & { readonly problems: RowProblemJson[] };

/** One page of the rows that somebody should look at, in file order. @throws NotFoundError `check_not_found` */
export async function listCheckRows(
  context: Context,
  input: ListCheckRowsInput,
): Promise<Page<CheckRowView>> {
  const check = await findCheck(context.db, input.checkId, input.uploadId);
  const groups = await readGroups(context.db, check.id);
  const { after, limit } = pageBounds(input);
  const found = await listCheckRowItems(context.db.pool, {
    checkId: check.id,
    uploadId: check.uploadId,
    after,
    before: input.before,
    group: input.group,
    only: input.only,
    limit: input.before === undefined ? limit + 1 : limit,
  });
  const rows = found.map((row) => ({
    ...row,
    problems: rowProblems(row, row.cells, groups, check.upload.headers),
  }));
  return toPage(rows, limit, (row) => row.rowIndex);
}
