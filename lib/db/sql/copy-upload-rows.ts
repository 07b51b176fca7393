import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type CopyRow, CopyRowEncoder } from './copy-row-encoder';

export type UploadRowInput = CopyRow;

/**
 * Rows are sent in statements of about this size. The database checks the upload of every row when a statement ends, half
 * of its work, and takes no rows meanwhile: with one statement for all, reading waited for it.
 */
const STATEMENT_BYTES = 4 * 1024 * 1024;

const COPY = 'copy upload_row (upload_id, row_index, line_number, cells, problem) from stdin (format binary)';

/** Loads rows of an upload by COPY; the next rows are read while the database works. Runs inside the caller's transaction. */
export async function copyUploadRows(
  client: PoolClient,
  uploadId: string,
  blocks: AsyncIterable<readonly UploadRowInput[]>,
): Promise<void> {
  const statements = encode(uploadId, blocks);
  try {
    let next = statements.next();
    for (let found = await next; found.done !== true; found = await next) {
      next = statements.next();
      // An error in reading is told when these rows are in, by the next round.
      next.catch(() => undefined);
      await pipeline(Readable.from([found.value]), client.query(copyFrom(COPY)));
    }
  } finally {
    await statements.return(undefined);
  }
}

/** The bytes of one statement after the other; they hold until the next but one is asked for. */
async function* encode(
  uploadId: string,
  blocks: AsyncIterable<readonly UploadRowInput[]>,
): AsyncGenerator<Buffer, undefined> {
  let [encoder, other] = [new CopyRowEncoder(uploadId), new CopyRowEncoder(uploadId)];
  encoder.start();
  for await (const rows of blocks) {
    for (const row of rows) encoder.add(row);
    if (encoder.byteCount < STATEMENT_BYTES) continue;
    yield encoder.end();
    [encoder, other] = [other, encoder];
    encoder.start();
  }
  yield encoder.end();
}
