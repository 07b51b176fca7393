import { createHash } from 'node:crypto';
import type { StoredFile } from './artifact-store';

/** The same chunks; `result` says, when they have passed, how many bytes they were and which. */
export function metered(data: Uint8Array | AsyncIterable<Uint8Array>): {
  readonly chunks: AsyncGenerator<Uint8Array>;
  result(): StoredFile;
} {
  const hash = createHash('sha256');
  let size = 0;
  const pass = async function* () {
    for await (const chunk of data instanceof Uint8Array ? [data] : data) {
      hash.update(chunk);
      size += chunk.byteLength;
      yield chunk;
    }
  };
  return { chunks: pass(), result: () => ({ size, sha256: hash.digest('hex') }) };
}
