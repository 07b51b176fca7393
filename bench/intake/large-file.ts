import type { ByteSource } from '../../lib/csv/inspect-bytes';
import { sampleLines } from './sample-file';

/** What is hard about a large file: a quote in its first row that never closes, or that it is one line. */
export const HARD_KINDS = ['unclosed-quote', 'one-line'] as const;
export type HardKind = (typeof HARD_KINDS)[number];

const CHUNK_BYTES = 64 * 1024;
const BLOCK_ROWS = 500;
const BEGINNINGS: Readonly<Record<HardKind, string>> = {
  'unclosed-quote': 'order_no,note\n1,"never closed ',
  'one-line': 'order_no,note\n',
};
const FILLERS: Readonly<Record<HardKind, string>> = {
  'unclosed-quote': 'a, b;c\n',
  'one-line': 'a, b;c',
};

/** A file of at least so many bytes that is made while it is read, so that no disk and no cache plays a part. */
export function hardFile(kind: HardKind, byteCount: number): ByteSource {
  return async function* () {
    yield Buffer.from(BEGINNINGS[kind]);
    const chunk = Buffer.alloc(CHUNK_BYTES, FILLERS[kind]);
    for (let length = 0; length < byteCount; length += chunk.length) yield chunk;
  };
}

/** A shop's export of about so many bytes, no two rows alike. */
export function* rowsFile(byteCount: number): Generator<Uint8Array> {
  let length = 0;
  for (const text of sampleLines(Number.POSITIVE_INFINITY, BLOCK_ROWS)) {
    const block = Buffer.from(text);
    length += block.length;
    if (length > byteCount) return;
    yield block;
  }
}
