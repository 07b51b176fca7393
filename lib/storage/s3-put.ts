import type { S3Connection } from './s3-connection';

/** Where an object is. */
export interface S3Place {
  readonly Bucket: string;
  readonly Key: string;
}

/** S3 wants 5 MiB at least; a part is held in memory twice, and 10,000 of them are the largest object: 78 GiB. */
export const PART_BYTES = 8 * 1024 * 1024;
/** Putting the parts together may take a store as long as one of them. */
const COMPLETE_BYTES = PART_BYTES;

/**
 * Writes an object whose size nobody knows yet: in one request when it is small, else in parts that become an object when
 * all are there. The parts of one that fails are thrown away. Not the SDK's own Upload, whose requests go on when it is aborted.
 */
export async function putObject(
  s3: S3Connection,
  place: S3Place,
  data: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const parts = cut(data);
  try {
    const first = await parts.next();
    const Body = first.done ? Buffer.alloc(0) : first.value;
    const second = Body.byteLength < PART_BYTES ? undefined : await parts.next();
    if (second && !second.done) return await putParts(s3, place, joined(Body, second.value, parts), signal);
    const limits = { bytes: Body.byteLength, signal };
    await s3.ask((client, sdk, l) => client.send(new sdk.PutObjectCommand({ ...place, Body }), l), limits);
  } finally {
    // Also closes what the bytes come from, when not all of them were taken.
    await parts.return(undefined);
  }
}

async function putParts(
  s3: S3Connection,
  place: S3Place,
  parts: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const { UploadId } = await s3.ask(
    (client, sdk, limits) => client.send(new sdk.CreateMultipartUploadCommand(place), limits),
    { signal },
  );
  const upload = { ...place, UploadId };
  try {
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for await (const Body of parts) {
      const PartNumber = Parts.length + 1;
      const { ETag } = await s3.ask(
        (client, sdk, l) => client.send(new sdk.UploadPartCommand({ ...upload, PartNumber, Body }), l),
        { bytes: Body.byteLength, signal },
      );
      Parts.push({ PartNumber, ETag });
    }
    await s3.ask(
      (client, sdk, limits) =>
        client.send(
          new sdk.CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }),
          limits,
        ),
      { bytes: COMPLETE_BYTES, signal },
    );
  } catch (error) {
    // A store that is away keeps them: a rule of the bucket removes such parts (docs/operations.md).
    const thrownAway = s3
      .ask((client, sdk, limits) => client.send(new sdk.AbortMultipartUploadCommand(upload), limits))
      .catch(() => undefined);
    // Whoever told it to end does not wait for a silent store.
    if (!signal?.aborted) await thrownAway;
    throw error;
  }
}

/** Pieces of exactly the size of a part, the last one of what is left. */
async function* cut(data: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of data) {
    held.push(chunk);
    size += chunk.byteLength;
    while (size >= PART_BYTES) {
      const all = held.length === 1 ? (held[0] as Uint8Array) : Buffer.concat(held);
      yield all.subarray(0, PART_BYTES);
      size -= PART_BYTES;
      held = size > 0 ? [all.subarray(PART_BYTES)] : [];
    }
  }
  if (size > 0) yield Buffer.concat(held);
}

async function* joined(
  first: Uint8Array,
  second: Uint8Array,
  others: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield second;
  yield* others;
}
