import { createHash, type Hash } from 'node:crypto';

/** The SHA-256 of the bytes of one upload that this process has stored, from the first one on. */
interface RunningHash {
  readonly hash: Hash;
  readonly bytes: number;
}

// Some hundred bytes each; who falls out is hashed from what is stored.
const KEPT = 500;
const running = new Map<string, RunningHash>();

/** A hash that has taken an upload's first `offset` bytes; null when this process has not seen all of them. */
export function continueHash(uploadId: string, offset: number): Hash | null {
  if (offset === 0) return createHash('sha256');
  const known = running.get(uploadId);
  return known?.bytes === offset ? known.hash.copy() : null;
}

/** Notes the hash of an upload's first `bytes` bytes, once they are stored for good. */
export function keepHash(uploadId: string, hash: Hash, bytes: number): void {
  running.delete(uploadId);
  running.set(uploadId, { hash, bytes });
  const [oldest] = running.keys();
  if (running.size > KEPT && oldest !== undefined) running.delete(oldest);
}

export function forgetHash(uploadId: string): void {
  running.delete(uploadId);
}

/** Passes bytes on and hashes them. */
export async function* hashBytes(body: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
}
