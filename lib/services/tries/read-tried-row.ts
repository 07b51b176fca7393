import type { InputProblem } from '../../automation/inputs';
import type { Database } from '../../db/connect';
import type { Upload } from '../../db/records';
import { readUploadRows, type UploadRowItem } from '../../db/sql/read-upload-rows';
import { ConflictError, ValidationError } from '../../domain/errors';
import { awaitHeaders } from '../uploads/await-headers';

/**
 * The row to try, edits included. The file may still be being read, as long as the row is there already.
 * @throws NotFoundError, ConflictError `row_not_read`, ValidationError `row_out_of_range`, `row_dropped`, `row_invalid`
 */
export async function readTriedRow(
  db: Database,
  input: { readonly uploadId: string; readonly rowIndex: number },
): Promise<{ upload: Upload; row: UploadRowItem }> {
  const upload = await awaitHeaders(db, input.uploadId);
  const [row] = await readUploadRows(db.pool, upload.id, input.rowIndex - 1, 1);
  if (row?.rowIndex !== input.rowIndex) throw rowMissing(upload, input.rowIndex);
  if (row.isDropped) {
    const message = `Row ${row.rowIndex + 1} was dropped: take it back first, or try another.`;
    throw new ValidationError('row_dropped', message);
  }
  if (row.problem !== null) throw await faultOf(db, upload.id, row);
  return { upload, row };
}

function rowMissing(upload: Upload, rowIndex: number): ConflictError | ValidationError {
  if (upload.state !== 'ready') {
    const message = `Row ${rowIndex + 1} is not read yet: wait until the file has been read, or try an earlier row.`;
    return new ConflictError('row_not_read', message);
  }
  const rows = upload.rowCount === 1 ? '1 row' : `${upload.rowCount} rows`;
  const message = `The file has ${rows}: there is no row ${rowIndex + 1}.`;
  return new ValidationError('row_out_of_range', message, { row_count: upload.rowCount });
}

async function faultOf(db: Database, uploadId: string, row: UploadRowItem): Promise<ValidationError> {
  const found = await db.prisma.uploadProblem.findMany({
    where: { uploadId, rowIndex: row.rowIndex, severity: 'error' },
    orderBy: { no: 'asc' },
  });
  const code = row.problem ?? '';
  const faults = found.length > 0 ? found : [{ code, message: `it has the fault ${code}` }];
  return cannotRun(row, faults);
}

/** The refusal of a row whose cells the automation does not take. */
export function rowInvalid(row: UploadRowItem, problems: readonly InputProblem[]): ValidationError {
  return cannotRun(
    row,
    problems.map(({ input, code, message }) => ({ path: input, code, message: `${input} ${message}` })),
  );
}

function cannotRun(
  { rowIndex, lineNumber }: UploadRowItem,
  faults: readonly { path?: string; code: string; message: string }[],
): ValidationError {
  const text = faults.map(({ message }) => message.replace(/\.$/, '')).join('; ');
  const errors = faults.map(({ path, code, message }) => ({
    ...(path && { path }),
    ...{ code, message, line: lineNumber },
  }));
  return new ValidationError(
    'row_invalid',
    `Row ${rowIndex + 1} (line ${lineNumber}) cannot run: ${text}. Mend the row, or try another.`,
    { row_index: rowIndex, errors },
  );
}
