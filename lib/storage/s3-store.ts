import type { ArtifactStore, ListedObject } from './artifact-store';
import { metered } from './metered';
import { connectS3, type S3Connection, type S3Settings } from './s3-connection';
import { openObject } from './s3-open';
import { putObject } from './s3-put';
import { StorageError } from './storage-error';
import { checkedKey } from './storage-key';

/** The most that one request lists or deletes. */
const PAGE = 1000;

/** Keeps objects in a bucket of S3 or of a server that speaks as it does. Nothing is sent before the first call. */
export function createS3Store(settings: S3Settings): ArtifactStore {
  const { bucket: Bucket, prefix } = settings;
  const s3 = connectS3(settings);
  const placeOf = (key: string) => ({ Bucket, Key: prefix + checkedKey(key) });
  return {
    put: async (key, data, signal) => {
      const place = placeOf(key);
      const source = metered(data);
      await putObject(s3, place, source.chunks, signal);
      return source.result();
    },
    open: (key, range) => openObject(s3, placeOf(key), range),
    delete: async (key) => {
      const place = placeOf(key);
      if (key.endsWith('/')) return deleteBelow(s3, Bucket, place.Key);
      await s3.ask((client, sdk, limits) => client.send(new sdk.DeleteObjectCommand(place), limits));
    },
    list: async function* () {
      for await (const page of pagesOf(s3, Bucket, prefix)) {
        for (const { key, size } of page) yield { key: key.slice(prefix.length), size };
      }
    },
  };
}

async function deleteBelow(s3: S3Connection, Bucket: string, prefix: string): Promise<void> {
  for await (const page of pagesOf(s3, Bucket, prefix)) {
    if (page.length === 0) continue;
    const Delete = { Quiet: true, Objects: page.map(({ key }) => ({ Key: key })) };
    const { Errors = [] } = await s3.ask((client, sdk, limits) =>
      client.send(new sdk.DeleteObjectsCommand({ Bucket, Delete }), limits),
    );
    const kept = Errors[0];
    if (kept)
      throw new StorageError('refused', `The file storage did not delete a file (${kept.Code})`, null);
  }
}

async function* pagesOf(s3: S3Connection, Bucket: string, Prefix: string): AsyncGenerator<ListedObject[]> {
  let next: string | undefined;
  do {
    const input = { Bucket, Prefix, MaxKeys: PAGE, ContinuationToken: next };
    const page = await s3.ask((client, sdk, limits) =>
      client.send(new sdk.ListObjectsV2Command(input), limits),
    );
    yield (page.Contents ?? []).map(({ Key = '', Size = 0 }) => ({ key: Key, size: Size }));
    next = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (next !== undefined);
}
