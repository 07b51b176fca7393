import type { ByteSource } from './inspect-bytes';

/** The first bytes of a file, kept in memory; `isCut` when there are more. */
export async function readBeginning(
  open: ByteSource,
  byteCount: number,
): Promise<{ open: ByteSource; isCut: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of open()) {
    parts.push(chunk);
    length += chunk.length;
    if (length > byteCount) break;
  }
  const bytes = Buffer.concat(parts).subarray(0, byteCount);
  return {
    isCut: length > byteCount,
    open: async function* () {
      yield bytes;
    },
  };
}
