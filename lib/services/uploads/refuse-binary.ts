import { sniffBinary } from '../../csv/sniff';
import { FileProcessingError } from '../../domain/errors';
import { cleanFilename } from './clean-filename';

/** Enough for the names in a workbook's archive, which tell it from any other ZIP. */
const SNIFFED_BYTES = 8192;

/**
 * Passes a file's bytes on, the first ones only when they may be a text table.
 * @throws FileProcessingError `file_not_csv` for a workbook, an archive, a picture ..., before anything is passed on.
 */
export async function* refuseBinary(
  body: AsyncIterable<Uint8Array>,
  filename: string,
): AsyncGenerator<Uint8Array> {
  const held: Uint8Array[] = [];
  let heldBytes = 0;
  let isLooked = false;
  const look = function* () {
    isLooked = true;
    const head = Buffer.concat(held);
    throwIfBinary(head, filename);
    if (head.length > 0) yield head;
  };
  for await (const chunk of body) {
    if (isLooked) {
      yield chunk;
      continue;
    }
    held.push(chunk);
    heldBytes += chunk.byteLength;
    if (heldBytes >= SNIFFED_BYTES) yield* look();
  }
  if (!isLooked) yield* look();
}

function throwIfBinary(head: Uint8Array, filename: string): void {
  const isWideText = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const binary = sniffBinary(head, isWideText || head.byteLength < 64);
  if (!binary) return;
  throw new FileProcessingError(
    'file_not_csv',
    `Invalid CSV format: ${cleanFilename(filename)} is ${binary.kind}: ${binary.hint}.`,
    { kind: binary.kind },
  );
}
