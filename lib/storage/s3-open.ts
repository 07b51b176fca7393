import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange } from './artifact-store';
import type { S3Connection } from './s3-connection';
import { toStorageError } from './s3-error';
import type { S3Place } from './s3-put';

/** How long the next bytes may take once they are wanted. */
const SILENCE_MS = 30_000;

/** An object, or a part of it. Whoever closes the stream early ends the request. */
export function openObject(s3: S3Connection, place: S3Place, range?: ByteRange): Readable {
  const out = new PassThrough();
  const closing = new AbortController();
  out.once('close', () => closing.abort());
  feed(s3, place, range, out, closing.signal).catch((error: unknown) => out.destroy(error as Error));
  return out;
}

async function feed(
  s3: S3Connection,
  place: S3Place,
  range: ByteRange | undefined,
  out: PassThrough,
  signal: AbortSignal,
): Promise<void> {
  const Range = range && `bytes=${range.start}-${range.end}`;
  const { Body } = await s3.ask(
    (client, sdk, limits) => client.send(new sdk.GetObjectCommand({ ...place, Range }), limits),
    { signal },
  );
  const body = Body as Readable;
  out.once('close', () => body.destroy());
  await pipeline(untilSilence(body), out);
}

/** A reader that takes its time is none of the store's: only the waiting for bytes counts. */
async function* untilSilence(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  for (;;) {
    const next = await unlessSilent(chunks.next());
    if (next.done) return;
    yield next.value;
  }
}

async function unlessSilent<T>(coming: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(), { name: 'TimeoutError' })), SILENCE_MS);
  });
  try {
    return await Promise.race([coming, silence]);
  } catch (error) {
    throw toStorageError(error);
  } finally {
    clearTimeout(timer);
  }
}
