import { newId } from '../../db/new-id';
import type { Upload } from '../../db/records';
import type { ArtifactStore } from '../../storage/artifact-store';

/** A key for one more part. Never the same twice: two chunks sent at once must not write over each other. */
export function newPartKey(storageKey: string): string {
  return `${storageKey}/${newId()}`;
}

/** The file's bytes in order, whatever number of parts it arrived in. Can be opened again and again. */
export async function* openUpload(
  storage: ArtifactStore,
  upload: Pick<Upload, 'parts'>,
): AsyncGenerator<Uint8Array> {
  for (const key of upload.parts) {
    yield* storage.open(key) as AsyncIterable<Uint8Array>;
  }
}
