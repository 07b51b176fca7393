import { isUtf8 } from 'node:buffer';
import { FileProcessingError } from '../domain/errors';
import { bomEncoding, guessEncoding, looksLikeUtf16 } from './detect-encoding';
import type { EncodingChoice, EncodingSource } from './dialect';
import { resolveEncoding } from './encoding-name';

/** Opens the bytes of a file from their start; called once per pass over the file. */
export type ByteSource = () => AsyncIterable<Uint8Array>;

export type InspectedBytes = EncodingChoice & {
  /** The first bytes of the file, at most 64 KiB. */
  head: Uint8Array;
};

export type InspectOptions = {
  encoding?: string | undefined;
  /** True when the bytes are only the beginning of the file: its last character may be cut. */
  isPartial?: boolean | undefined;
};

const HEAD_BYTES = 64 * 1024;
/** So many characters that are UTF-8 by chance do not occur in text of another encoding. */
const DAMAGED_UTF8_CHARACTERS = 8;
const UTF8_CONFIDENCE = 0.9;
/** A zero byte in every second place is hardly chance. */
const UTF16_CONFIDENCE = 0.95;

/**
 * Settles the encoding of a file. Without BOM and without a chosen encoding the whole file is read once: bytes that
 * stop being UTF-8 at its very end still decide.
 */
export async function inspectBytes(open: ByteSource, options: InspectOptions): Promise<InspectedBytes> {
  const head = await readWindow(open, 0, HEAD_BYTES);
  const fromBom = bomEncoding(head);
  if (fromBom !== null) return { ...known(fromBom, 'bom'), head };
  if (options.encoding !== undefined) return { ...known(knownEncoding(options.encoding), 'chosen'), head };
  const utf16 = looksLikeUtf16(head);
  if (utf16 !== null) return { ...guessed(utf16, UTF16_CONFIDENCE), head };
  return { ...(await settleEncoding(open, options.isPartial ?? false)), head };
}

function known(encoding: string, encodingSource: EncodingSource): EncodingChoice {
  const bom = encodingSource === 'bom';
  return { encoding, encodingSource, encodingConfidence: null, encodingAlternatives: [], bom };
}

/** Letters in UTF-8 before the first fault mean a damaged UTF-8 file, not another encoding; decoding reports it. */
async function settleEncoding(open: ByteSource, isPartial: boolean): Promise<EncodingChoice> {
  const fault = await findNonUtf8(open, isPartial);
  if (fault === null) return known('utf-8', 'utf8');
  const from = Math.max(0, fault - HEAD_BYTES);
  const sample = await readWindow(open, from, fault + HEAD_BYTES);
  const { encoding, confidence, alternatives } = guessEncoding(sample);
  if (countUtf8Characters(sample.subarray(0, fault - from)) >= DAMAGED_UTF8_CHARACTERS) {
    const others = [{ encoding, confidence: Math.min(confidence, 1 - UTF8_CONFIDENCE) }];
    return { ...guessed('utf-8', UTF8_CONFIDENCE), encodingAlternatives: others };
  }
  return { ...guessed(encoding, confidence), encodingAlternatives: alternatives };
}

function guessed(encoding: string, confidence: number): EncodingChoice {
  return { ...known(encoding, 'guessed'), encodingConfidence: confidence };
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

/** The offset of the first byte that is not UTF-8, or null when the whole file is. */
async function findNonUtf8(open: ByteSource, isPartial: boolean): Promise<number | null> {
  let tail: Uint8Array = new Uint8Array();
  let offset = 0;
  for await (const chunk of open()) {
    const bytes = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    const complete = completeUtf8Length(bytes);
    if (!isUtf8(bytes.subarray(0, complete))) return offset + validUtf8Length(bytes);
    offset += complete;
    tail = bytes.subarray(complete);
  }
  return tail.length === 0 || isPartial ? null : offset;
}

/** Halves the bytes until the first fault is found; a character that a cut leaves unfinished is no fault. */
function validUtf8Length(bytes: Uint8Array): number {
  let valid = 0;
  let faulty = bytes.length;
  while (faulty - valid > 1) {
    const middle = (valid + faulty) >>> 1;
    const prefix = bytes.subarray(0, middle);
    if (isUtf8(prefix.subarray(0, completeUtf8Length(prefix)))) valid = middle;
    else faulty = middle;
  }
  return completeUtf8Length(bytes.subarray(0, valid));
}

/** The bytes from `from` to `to`, as far as the file has them. */
async function readWindow(open: ByteSource, from: number, to: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let offset = 0;
  for await (const chunk of open()) {
    if (offset + chunk.length > from) parts.push(chunk.subarray(Math.max(0, from - offset), to - offset));
    offset += chunk.length;
    if (offset >= to) break;
  }
  return Buffer.concat(parts);
}

function countUtf8Characters(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => count + (byte >= 0xc0 ? 1 : 0), 0);
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
