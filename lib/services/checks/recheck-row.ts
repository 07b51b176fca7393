import { listStoredGroups } from '../../db/sql/list-stored-groups';
import { readUploadRow } from '../../db/sql/read-upload-row';
import { replaceCheckRow } from '../../db/sql/replace-check-row';
import { insertCheckGroups } from '../../db/sql/store-check-page';
import type { Queryable } from '../../db/transaction';
import { CheckGroups } from './check-groups';
import { type FileWarnings, judgeRow, toCheckRow } from './judge-row';
import type { RowChecker } from './row-checker';

/** A check with what it takes to judge a row; loaded before the transaction that judges. */
export interface CheckSubject {
  readonly checkId: string;
  readonly uploadId: string;
  readonly checker: RowChecker;
  readonly warnings: FileWarnings;
}

/** Judges rows again after an edit. The caller has locked the upload, and recounts the check afterwards. */
export async function recheckRows(
  client: Queryable,
  subject: CheckSubject,
  rowIndexes: readonly number[],
): Promise<void> {
  const { checkId, uploadId, checker, warnings } = subject;
  const groups = new CheckGroups(await listStoredGroups(client, checkId));
  for (const rowIndex of rowIndexes) {
    const row = await readUploadRow(client, uploadId, rowIndex);
    if (!row) continue;
    const found = toCheckRow(row, judgeRow(row, checker, warnings), groups);
    await insertCheckGroups(client, checkId, groups.takeUnsaved());
    await replaceCheckRow(client, checkId, rowIndex, found);
  }
}
