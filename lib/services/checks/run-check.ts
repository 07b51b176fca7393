import { beginCheck } from '../../db/sql/begin-check';
import { editedSinceCheck } from '../../db/sql/edited-since';
import { endCheck, failCheck } from '../../db/sql/end-check';
import { lockUpload } from '../../db/sql/lock-upload';
import { noteReadings } from '../../db/sql/note-readings';
import { readUploadRows } from '../../db/sql/read-upload-rows';
import { insertCheckGroups, insertCheckRows, noteCheckedRows } from '../../db/sql/store-check-page';
import { inTransaction } from '../../db/transaction';
import { BatchEngineError, NotFoundError } from '../../domain/errors';
import type { Context } from '../context';
import { CheckGroups } from './check-groups';
import { type CheckSubject, loadSubject, readAs } from './check-subject';
import { type CheckRecord, findCheck } from './find-check';
import { findReadings } from './find-readings';
import { toCheckRow } from './judge-row';
import { noteFileFaults } from './note-file-faults';
import { recheckRows } from './recheck-row';
import { findDoneRows } from './row-keys';

const PAGE_ROWS = 1000;

/**
 * Looks at every row of a file, page by page. Interrupted, it starts over; edits that come meanwhile are looked at
 * again at its end. A check that cannot be made ends as `failed` with the reason.
 */
export async function runCheck(context: Context, input: { checkId: string }): Promise<void> {
  const { pool } = context.db;
  const check = await findIfThere(context, input.checkId);
  if (!check || check.upload.state === 'receiving') return;
  if (check.upload.state === 'rejected') {
    return failCheck(pool, check.id, check.upload.rejectMessage ?? 'The file was rejected.');
  }
  // Still being read: reading sends this again at its end.
  if (check.upload.state !== 'ready') return;
  const asked = await subjectOf(context, check);
  if (asked === null) return;
  const epoch = await inTransaction(pool, async (client) => {
    await lockUpload(client, check.uploadId);
    return beginCheck(client, check.id);
  });
  if (epoch === null) return;
  const { inputs, bindings } = asked;
  const readings = await findReadings(pool, check.uploadId, inputs, bindings);
  if (!(await noteReadings(pool, { id: check.id, epoch }, readings))) return;
  const subject = readAs(asked, readings);
  const groups = new CheckGroups();
  await noteFileFaults(context, check, groups);
  if (!(await checkPages(context, subject, epoch, groups))) return;
  await close(context, subject, epoch, check.upload.rowCount);
}

async function findIfThere(context: Context, checkId: string): Promise<CheckRecord | null> {
  try {
    return await findCheck(context.db, checkId);
  } catch (error) {
    // Removed meanwhile, with its file or to be read in another way.
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

async function subjectOf(context: Context, check: CheckRecord): Promise<CheckSubject | null> {
  try {
    return await loadSubject(context.db, check, check.upload);
  } catch (error) {
    if (!(error instanceof BatchEngineError)) throw error;
    await failCheck(context.db.pool, check.id, error.message);
    return null;
  }
}

/** False when the check was started anew by another worker meanwhile. */
async function checkPages(
  context: Context,
  subject: CheckSubject,
  epoch: number,
  groups: CheckGroups,
): Promise<boolean> {
  const { checkId, uploadId } = subject;
  let after = -1;
  let checkedRows = 0;
  for (;;) {
    const rows = await readUploadRows(context.db.pool, uploadId, after, PAGE_ROWS);
    checkedRows += rows.length;
    const done = await findDoneRows(context.db.pool, rows, subject);
    const found = rows.flatMap((row) => toCheckRow(row, subject, groups, done.get(row.rowIndex)) ?? []);
    const isOurs = await inTransaction(context.db.pool, async (client) => {
      if (!(await noteCheckedRows(client, { id: checkId, epoch }, checkedRows))) return false;
      await insertCheckGroups(client, checkId, groups.takeUnsaved());
      await insertCheckRows(client, checkId, found);
      return true;
    });
    if (!isOurs) return false;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return true;
    after = last.rowIndex;
  }
}

async function close(
  context: Context,
  subject: CheckSubject,
  epoch: number,
  checkedRows: number,
): Promise<void> {
  const { checkId, uploadId } = subject;
  await inTransaction(context.db.pool, async (client) => {
    await lockUpload(client, uploadId);
    if (!(await noteCheckedRows(client, { id: checkId, epoch }, checkedRows))) return;
    await recheckRows(client, subject, await editedSinceCheck(client, checkId), null);
    await endCheck(client, checkId, checkedRows);
  });
}
