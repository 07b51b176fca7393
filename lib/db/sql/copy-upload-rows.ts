import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export interface UploadRowInput {
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly cells: readonly string[];
  readonly problem: string | null;
}

const COPY = 'copy upload_row (upload_id, row_index, line_number, cells, problem) from stdin';

/** Loads rows of an upload by COPY, one text block per block of rows. Runs inside the caller's transaction. */
export async function copyUploadRows(
  client: PoolClient,
  uploadId: string,
  blocks: AsyncIterable<readonly UploadRowInput[]>,
): Promise<void> {
  const target = client.query(copyFrom(COPY));
  await pipeline(Readable.from(lines(uploadId, blocks)), target);
}

async function* lines(
  uploadId: string,
  blocks: AsyncIterable<readonly UploadRowInput[]>,
): AsyncGenerator<string> {
  for await (const rows of blocks) {
    let text = '';
    for (const row of rows) {
      text += `${uploadId}\t${row.rowIndex}\t${row.lineNumber}\t${arrayText(row.cells)}\t${row.problem ?? '\\N'}\n`;
    }
    if (text !== '') yield text;
  }
}

const NEEDS_ESCAPE = /["\\\t\n\r]/;

/** A text array as COPY wants it: quoted for the array parser, then escaped for COPY itself. */
function arrayText(cells: readonly string[]): string {
  let text = '{';
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i] ?? '';
    text += i === 0 ? '"' : ',"';
    text += NEEDS_ESCAPE.test(cell) ? escapeCell(cell) : cell;
    text += '"';
  }
  return `${text}}`;
}

function escapeCell(cell: string): string {
  return cell
    .replaceAll('\\', '\\\\\\\\')
    .replaceAll('"', '\\\\"')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
