import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type CopyRow, CopyRowEncoder } from './copy-row-encoder';

export type UploadRowInput = CopyRow;

const COPY = 'copy upload_row (upload_id, row_index, line_number, cells, problem) from stdin (format binary)';

/** Loads rows of an upload by COPY, chunk by chunk as blocks of rows come. Runs inside the caller's transaction. */
export async function copyUploadRows(
  client: PoolClient,
  uploadId: string,
  blocks: AsyncIterable<readonly UploadRowInput[]>,
): Promise<void> {
  const target = client.query(copyFrom(COPY));
  await pipeline(Readable.from(encode(uploadId, blocks)), target);
}

async function* encode(
  uploadId: string,
  blocks: AsyncIterable<readonly UploadRowInput[]>,
): AsyncGenerator<Buffer> {
  const encoder = new CopyRowEncoder(uploadId);
  for await (const rows of blocks) {
    for (const row of rows) encoder.add(row);
    yield* encoder.take();
  }
  yield* encoder.end();
}
