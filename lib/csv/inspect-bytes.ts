import { isUtf8 } from 'node:buffer';
import { FileProcessingError } from '../domain/errors';
import { bomEncoding, guessEncoding, looksLikeUtf16 } from './detect-encoding';
import { resolveEncoding } from './encoding-name';

/** Opens the bytes of a file from their start; called once per pass over the file. */
export type ByteSource = () => AsyncIterable<Uint8Array>;

export type InspectedBytes = {
  encoding: string;
  bom: boolean;
  isGuessed: boolean;
  /** The first bytes of the file, at most 64 KiB. */
  head: Uint8Array;
};

const HEAD_BYTES = 64 * 1024;

/**
 * Settles the encoding of a file. Without BOM and without a chosen encoding the whole file is read once: bytes that
 * stop being UTF-8 at its very end still decide.
 */
export async function inspectBytes(
  open: ByteSource,
  options: { encoding?: string | undefined },
): Promise<InspectedBytes> {
  const head = await readHead(open);
  const fromBom = bomEncoding(head);
  if (fromBom !== null) return { encoding: fromBom, bom: true, isGuessed: false, head };
  if (options.encoding !== undefined) {
    return { encoding: knownEncoding(options.encoding), bom: false, isGuessed: false, head };
  }
  const utf16 = looksLikeUtf16(head);
  if (utf16 !== null) return { encoding: utf16, bom: false, isGuessed: true, head };
  const sample = await sampleOfNonUtf8(open);
  if (sample === null) return { encoding: 'utf-8', bom: false, isGuessed: false, head };
  return { encoding: guessEncoding(sample), bom: false, isGuessed: true, head };
}

function knownEncoding(name: string): string {
  const encoding = resolveEncoding(name);
  if (encoding !== null) return encoding;
  throw new FileProcessingError(
    'encoding_unknown',
    `Invalid file encoding: "${name}" is not a known encoding. Use a name such as utf-8, windows-1252 or shift_jis.`,
    { encoding: name },
  );
}

async function readHead(open: ByteSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of open()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES);
}

/** Null when all bytes are UTF-8; else up to 64 KiB around the first that are not, where the letters to judge are. */
async function sampleOfNonUtf8(open: ByteSource): Promise<Uint8Array | null> {
  let previous: Uint8Array = new Uint8Array();
  let tail: Uint8Array = new Uint8Array();
  const sample: Uint8Array[] = [];
  let sampled = 0;
  for await (const chunk of open()) {
    const bytes = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    const complete = sampled > 0 ? bytes.length : completeUtf8Length(bytes);
    if (sampled === 0 && isUtf8(bytes.subarray(0, complete))) {
      previous = bytes.subarray(0, complete);
      tail = bytes.subarray(complete);
      continue;
    }
    if (sampled === 0) sample.push(previous.subarray(-HEAD_BYTES));
    sample.push(bytes);
    sampled += bytes.length;
    tail = new Uint8Array();
    if (sampled >= HEAD_BYTES) break;
  }
  if (sampled === 0 && tail.length === 0) return null;
  return Buffer.concat(sampled === 0 ? [previous.subarray(-HEAD_BYTES), tail] : sample);
}

/** Length of the bytes without a last character that a chunk border may have cut. */
function completeUtf8Length(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >= 0xc0) {
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return size > back ? bytes.length - back : bytes.length;
    }
    if (byte < 0x80) break;
  }
  return bytes.length;
}
