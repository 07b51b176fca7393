import { renewRowAccounts } from '../../db/sql/batch-accounts';
import { renewJobKeys } from '../../db/sql/job-keys';
import { layEdit } from '../../db/sql/lay-edit';
import { lockRowJobs } from '../../db/sql/lock-row-jobs';
import type { UploadRowItem } from '../../db/sql/read-upload-rows';
import type { Queryable } from '../../db/transaction';
import { ConflictError } from '../../domain/errors';
import type { CheckUpdate, RowContent } from '../checks/keep-checks-current';

/** What goes with every edit, whoever makes it. */
export interface EditParts {
  readonly uploadId: string;
  readonly authorId: string | null;
  readonly checks: CheckUpdate;
}

/**
 * Lays a new version over a row, and brings all that rests on the old one up to date. False when nothing changes.
 * The caller has locked the upload. @throws ConflictError `job_running`
 */
export async function layRowEdit(
  client: Queryable,
  { uploadId, authorId, checks }: EditParts,
  before: UploadRowItem,
  next: RowContent,
): Promise<boolean> {
  const { rowIndex } = before;
  if (next.isDropped === before.isDropped && isSame(next.cells, before.cells)) return false;
  if (!(await lockRowJobs(client, uploadId, rowIndex))) {
    throw new ConflictError(
      'job_running',
      `Row ${rowIndex + 1} is running: wait until it has ended, or stop the batch.`,
    );
  }
  await layEdit(client, { uploadId, rowIndex, version: before.version + 1, authorId, ...next });
  await renewJobKeys(client, uploadId, rowIndex);
  await renewRowAccounts(client, uploadId, rowIndex);
  await checks.update(client, before, next);
  return true;
}

/** The row's cells with new values by header; columns that are not named keep theirs. */
export function changeCells(
  headers: readonly string[],
  cells: readonly string[],
  rowData: Readonly<Record<string, string>>,
): string[] {
  return headers.map((header, column) =>
    Object.hasOwn(rowData, header) ? (rowData[header] ?? '') : (cells[column] ?? ''),
  );
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((cell, column) => cell === b[column]);
}
