import { type CsvTable, readRows } from '../../csv/read-rows';
import type { Upload } from '../../db/records';
import { BatchEngineError, ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import { csvOptions } from './csv-options';
import type { UploadReadOptions } from './receive-upload';
import { openUpload } from './upload-content';

export interface HeadRows {
  readonly headers: readonly string[];
  /** Cells of the first rows. */
  readonly rows: readonly (readonly string[])[];
}

const HEAD_BYTES = 1024 * 1024;
/** What the beginning of a file that is still arriving may look like. */
const TOO_LITTLE = ['file_empty', 'file_blank', 'no_data_rows'];

/**
 * The first rows of a file that is not read yet, or shall be read in another way: from its beginning only.
 * @throws FileProcessingError as readRows; ConflictError `upload_incomplete` when no row has arrived yet.
 */
export async function readHeadRows(
  context: Context,
  upload: Upload,
  chosen: UploadReadOptions,
  rowCount: number,
): Promise<HeadRows> {
  const head = await readHead(openUpload(context.storage, upload));
  const isPartial = upload.state === 'receiving' || head.isCut;
  const options = { ...csvOptions(context.batchConfig, chosen), isPartial };
  try {
    const table = await readRows(() => once(head.bytes), options);
    return { headers: table.headers, rows: await firstRows(table, rowCount) };
  } catch (error) {
    const isTooLittle = error instanceof BatchEngineError && TOO_LITTLE.includes(error.code);
    if (upload.state !== 'receiving' || !isTooLittle) throw error;
    throw new ConflictError(
      'upload_incomplete',
      'The first rows of the file have not arrived yet: try again in a moment.',
    );
  }
}

async function firstRows(table: CsvTable, rowCount: number): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const block of table.blocks) {
    for (const row of block.rows) rows.push(row.cells);
    if (rows.length >= rowCount) break;
  }
  return rows.slice(0, rowCount);
}

async function readHead(content: AsyncIterable<Uint8Array>): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of content) {
    parts.push(part);
    length += part.byteLength;
    if (length > HEAD_BYTES) return { bytes: Buffer.concat(parts, HEAD_BYTES), isCut: true };
  }
  return { bytes: Buffer.concat(parts), isCut: false };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
