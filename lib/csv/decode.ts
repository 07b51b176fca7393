import { FileProcessingError } from '../domain/errors';
import type { EncodingSource } from './dialect';
import { createStrictDecoder } from './encoding-name';
import { type ByteSource, type InspectedBytes, type InspectOptions, inspectBytes } from './inspect-bytes';

/** `text` comes without its BOM and throws FileProcessingError `encoding_invalid` with `details.byteOffset`. */
export type DecodedText = InspectedBytes & { text: AsyncGenerator<string> };

/** Chunks are cut to this. Strings of larger pieces take three times as long to make: 0.24 against 0.09 us a row. */
const SLICE_BYTES = 64 * 1024;

/**
 * Finds the encoding of a file and decodes it strictly. The source may be opened twice: whether a file is UTF-8
 * is known only at its end. A BOM wins over `encoding`, which wins over detection.
 */
export async function decodeBytes(open: ByteSource, options: InspectOptions = {}): Promise<DecodedText> {
  const inspected = await inspectBytes(open, options);
  return { ...inspected, text: decodeText(open, inspected, options.isPartial ?? false) };
}

async function* decodeText(
  open: ByteSource,
  inspected: InspectedBytes,
  isPartial: boolean,
): AsyncGenerator<string> {
  const decoder = createStrictDecoder(inspected.encoding);
  const decode = async (run: () => string, end: number): Promise<string> => {
    try {
      return run();
    } catch {
      throw invalidEncoding(inspected, await findByteOffset(open, inspected.encoding, end));
    }
  };
  let read = 0;
  let isStart = true;
  for await (const slice of slices(open())) {
    read += slice.length;
    let text = await decode(() => decoder.push(slice), read);
    // Tools that write one before text that has one make two.
    if (isStart) text = text.replace(/^\uFEFF+/, '');
    if (text === '') continue;
    isStart = false;
    yield text;
  }
  if (isPartial) return;
  const rest = await decode(() => decoder.end(), read);
  const end = isStart ? rest.replace(/^\uFEFF+/, '') : rest;
  if (end !== '') yield end;
}

async function* slices(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += SLICE_BYTES) yield chunk.subarray(at, at + SLICE_BYTES);
  }
}

/**
 * The offset of the first byte of the character that does not fit, at or before `end`. Reads the source again:
 * that is slow and rare, and exact for every decoder, stateful ones too.
 */
async function findByteOffset(open: ByteSource, encoding: string, end: number): Promise<number> {
  const decoder = createStrictDecoder(encoding);
  let offset = 0;
  let characterStart = 0;
  try {
    for await (const slice of slices(open())) {
      const isFarAway = offset + slice.length < end - 2 * SLICE_BYTES;
      for (const piece of isFarAway ? [slice] : singleBytes(slice)) {
        const text = decoder.push(piece);
        offset += piece.length;
        if (text !== '') characterStart = offset;
      }
    }
    decoder.end();
  } catch {
    return characterStart;
  }
  return offset;
}

function* singleBytes(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1) yield bytes.subarray(at, at + 1);
}

const REASONS: Readonly<Record<EncodingSource, string>> = {
  bom: 'its byte order mark says',
  chosen: 'you chose',
  utf8: 'it looks like',
  guessed: 'it looks like',
};

function invalidEncoding(
  { encoding, encodingSource }: InspectedBytes,
  byteOffset: number,
): FileProcessingError {
  const reason = REASONS[encodingSource];
  return new FileProcessingError(
    'encoding_invalid',
    `Invalid file encoding: the byte at offset ${byteOffset} does not fit ${encoding} (${reason} ${encoding}). Choose another encoding, or save the file as UTF-8.`,
    { encoding, byteOffset },
  );
}
