import { isDeepStrictEqual } from 'node:util';
import type { FileColumn } from '../../automation/column-candidates';
import type { Upload } from '../../db/records';
import { readUploadRows } from '../../db/sql/read-upload-rows';
import { ConflictError, NotFoundError } from '../../domain/errors';
import type { Context } from '../context';
import { rejection } from './await-headers';
import { overReadOptions } from './csv-options';
import { fileColumns } from './file-columns';
import { readHeadRows } from './read-head-rows';
import type { UploadReadOptions } from './receive-upload';

/** The beginning of a file and one row of it, whether it is read already or still arriving. */
export interface SampleRows {
  readonly columns: readonly FileColumn[];
  /** Cells of the first rows. */
  readonly first: readonly (readonly string[])[];
  /** Cells of the row that was asked for. */
  readonly row: readonly string[];
}

const FIRST_ROWS = 25;

/**
 * @param dialect how to read the file, where that differs from how it was read.
 * @throws NotFoundError `row_not_found`, ConflictError `row_not_read` or `upload_incomplete`, FileProcessingError
 */
export async function readSampleRows(
  context: Context,
  upload: Upload,
  { rowIndex, dialect = {} }: { rowIndex: number; dialect?: UploadReadOptions | undefined },
): Promise<SampleRows> {
  const stored = upload.readOptions as UploadReadOptions;
  const options = overReadOptions(stored, dialect);
  const isAsStored = isDeepStrictEqual(options, overReadOptions(stored, {}));
  if (isAsStored && upload.state === 'rejected') throw rejection(upload);
  if (isAsStored && upload.state === 'ready') return readStored(context, upload, rowIndex);
  const { headers, rows } = await readHeadRows(context, upload, options, Math.max(FIRST_ROWS, rowIndex + 1));
  const row = rows[rowIndex];
  if (!row) throw notRead(rowIndex);
  return { columns: headers.map((header) => ({ header })), first: rows.slice(0, FIRST_ROWS), row };
}

async function readStored(context: Context, upload: Upload, rowIndex: number): Promise<SampleRows> {
  const { pool } = context.db;
  const first = await readUploadRows(pool, upload.id, -1, FIRST_ROWS);
  const found = first[rowIndex] ?? (await readUploadRows(pool, upload.id, rowIndex - 1, 1))[0];
  if (found?.rowIndex !== rowIndex) {
    throw new NotFoundError(
      'row_not_found',
      `The file has no row ${rowIndex + 1}: it has ${upload.rowCount} rows.`,
    );
  }
  return { columns: fileColumns(upload), first: first.map(({ cells }) => cells), row: found.cells };
}

function notRead(rowIndex: number): ConflictError {
  return new ConflictError(
    'row_not_read',
    `Row ${rowIndex + 1} is not known yet: only the beginning of the file is. Try again when the file is read.`,
  );
}
