import type { Upload } from '../../db/records';
import type { ArtifactStore } from '../../storage/artifact-store';

export function partKey(upload: Pick<Upload, 'storageKey'>, part: number): string {
  return `${upload.storageKey}/${part}`;
}

/** The file's bytes in order, whatever number of parts it arrived in. Can be opened again and again. */
export async function* openUpload(
  storage: ArtifactStore,
  upload: Pick<Upload, 'storageKey' | 'partCount'>,
): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < upload.partCount; part += 1) {
    yield* storage.open(partKey(upload, part)) as AsyncIterable<Uint8Array>;
  }
}
