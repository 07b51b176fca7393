import { listStoredGroups } from '../../db/sql/list-stored-groups';
import { readUploadRow } from '../../db/sql/read-upload-row';
import { recountCheck } from '../../db/sql/recount-check';
import { refreshDuplicates } from '../../db/sql/refresh-duplicates';
import { replaceCheckRow } from '../../db/sql/replace-check-row';
import { insertCheckGroups } from '../../db/sql/store-check-page';
import type { Queryable } from '../../db/transaction';
import { CheckGroups } from './check-groups';
import type { CheckSubject } from './check-subject';
import { toCheckRow } from './judge-row';
import { duplicateKey, findDoneRows } from './row-keys';

/**
 * Judges rows again after edits, and counts the check anew. The caller has locked the upload.
 * @param keys the keys that rows had before or have now; null looks for duplicates in the whole file.
 */
export async function recheckRows(
  client: Queryable,
  subject: CheckSubject,
  rowIndexes: readonly number[],
  keys: readonly string[] | null,
): Promise<void> {
  const { checkId, uploadId } = subject;
  const groups = new CheckGroups(await listStoredGroups(client, checkId));
  for (const rowIndex of rowIndexes) {
    const row = await readUploadRow(client, uploadId, rowIndex);
    if (!row) continue;
    const done = await findDoneRows(client, [row], subject);
    const found = toCheckRow(row, subject, groups, done.get(rowIndex));
    await insertCheckGroups(client, checkId, groups.takeUnsaved());
    await replaceCheckRow(client, checkId, rowIndex, found);
  }
  await renewDuplicates(client, subject, groups, keys);
  await recountCheck(client, checkId);
}

async function renewDuplicates(
  client: Queryable,
  { checkId, uploadId, key }: CheckSubject,
  groups: CheckGroups,
  keys: readonly string[] | null,
): Promise<void> {
  if (key === null || keys?.length === 0) return;
  const groupNo = groups.numberOf(duplicateKey(key));
  await insertCheckGroups(client, checkId, groups.takeUnsaved());
  await refreshDuplicates(client, { checkId, uploadId, column: key.position, groupNo, keys });
}
