import { writeAudit } from '../../db/audit';
import type { Upload } from '../../db/records';
import { lockUpload } from '../../db/sql/lock-upload';
import { readRowVersion, readUploadRow } from '../../db/sql/read-upload-row';
import type { UploadRowItem } from '../../db/sql/read-upload-rows';
import { inTransaction, type Queryable } from '../../db/transaction';
import { ConflictError, NotFoundError, ValidationError } from '../../domain/errors';
import { unknownColumns } from '../batches/check-batch-input';
import { findCheck } from '../checks/find-check';
import { keepChecksCurrent, type RowContent } from '../checks/keep-checks-current';
import { actorUserId, type Context } from '../context';
import { findUpload } from './find-upload';
import { changeCells, layRowEdit } from './lay-row-edit';
import { type UploadRowView, withProblems } from './list-rows';

export interface RowChange {
  /** New values by header; columns that are not named keep theirs. */
  readonly rowData?: Readonly<Record<string, string>> | undefined;
  readonly dropped?: boolean | undefined;
  /** Make the row as it was in this version; 0 is the uploaded one. */
  readonly restoreVersion?: number | undefined;
}

export interface EditUploadRowInput extends RowChange {
  readonly uploadId: string;
  readonly rowIndex: number;
  /** The version that the change was made from. */
  readonly version?: number | undefined;
  /** A check whose problems the answer tells. */
  readonly check?: string | undefined;
}

/**
 * Changes, drops or restores a row: a new version lies over the uploaded one, with author and time, and the checks of
 * the file say the same as if they were made anew. @throws NotFoundError, ValidationError, ConflictError
 */
export async function editUploadRow(context: Context, input: EditUploadRowInput): Promise<UploadRowView> {
  const upload = await findUpload(context.db, input.uploadId);
  checkChange(input, upload);
  if (input.check !== undefined) await findCheck(context.db, input.check, upload.id);
  const checks = await keepChecksCurrent(context, upload, input.rowIndex);
  const authorId = actorUserId(context.actor);
  let isChanged = false;
  const row = await inTransaction(context.db.pool, async (client) => {
    await lockUpload(client, upload.id);
    const before = await currentRow(client, upload.id, input);
    const next = await nextContent(client, upload, before, input);
    isChanged = await layRowEdit(client, { uploadId: upload.id, authorId, checks }, before, next);
    return readUploadRow(client, upload.id, input.rowIndex);
  });
  if (row === null) throw rowNotFound(input.rowIndex);
  await checks.sendOutdated();
  if (isChanged) await noteEdit(context, input, row);
  if (input.check === undefined) return row;
  const [view] = await withProblems(context, upload.id, input.check, [row]);
  return view ?? row;
}

function checkChange(input: EditUploadRowInput, upload: Upload): void {
  const { rowData, dropped, restoreVersion } = input;
  if (upload.state !== 'ready') {
    throw new ConflictError(
      'upload_not_read',
      'The file has not been read yet: wait until its rows are there.',
    );
  }
  if (rowData === undefined && dropped === undefined && restoreVersion === undefined) {
    throw new ValidationError(
      'row_change_empty',
      'Say what to change: row_data, dropped or restore_version.',
    );
  }
  if (restoreVersion !== undefined && (rowData !== undefined || dropped !== undefined)) {
    throw new ValidationError(
      'row_change_ambiguous',
      'restore_version says all of the row: leave out row_data and dropped.',
    );
  }
  const unknown = Object.keys(rowData ?? {}).filter((header) => !upload.headers.includes(header));
  if (unknown.length > 0) throw unknownColumns(unknown, upload.headers);
}

async function currentRow(
  client: Queryable,
  uploadId: string,
  { rowIndex, version }: EditUploadRowInput,
): Promise<UploadRowItem> {
  const row = await readUploadRow(client, uploadId, rowIndex);
  if (!row) throw rowNotFound(rowIndex);
  if (version !== undefined && version !== row.version) {
    throw new ConflictError(
      'row_changed',
      `Row ${rowIndex + 1} was changed meanwhile: it has version ${row.version}, not ${version}. Look at it again.`,
      { version: row.version },
    );
  }
  return row;
}

async function nextContent(
  client: Queryable,
  upload: Upload,
  before: UploadRowItem,
  change: RowChange,
): Promise<RowContent> {
  const { rowData, dropped, restoreVersion } = change;
  if (restoreVersion !== undefined) {
    const found = await readRowVersion(client, upload.id, before.rowIndex, restoreVersion);
    if (found) return found;
    throw new NotFoundError(
      'row_version_not_found',
      `Row ${before.rowIndex + 1} has no version ${restoreVersion}: the newest is ${before.version}.`,
    );
  }
  const isDropped = dropped ?? before.isDropped;
  if (rowData === undefined) return { cells: before.cells, isDropped };
  return { cells: changeCells(upload.headers, before.cells, rowData), isDropped };
}

async function noteEdit(context: Context, input: EditUploadRowInput, row: UploadRowItem): Promise<void> {
  const { rowData, restoreVersion } = input;
  await writeAudit(context.db, context.actor, {
    action: 'row.edit',
    entity: 'upload',
    entityId: input.uploadId,
    rowIndex: row.rowIndex,
    details: {
      version: row.version,
      dropped: row.isDropped,
      ...(rowData && { columns: Object.keys(rowData).join(', ') }),
      ...(restoreVersion !== undefined && { restored_version: restoreVersion }),
    },
  });
}

function rowNotFound(rowIndex: number): NotFoundError {
  return new NotFoundError('row_not_found', `The file has no row ${rowIndex + 1}.`);
}
