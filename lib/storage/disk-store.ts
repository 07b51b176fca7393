import { randomUUID } from 'node:crypto';
import { close, createReadStream, createWriteStream, open, read as readFile } from 'node:fs';
import { mkdir, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NotFoundError } from '../domain/errors';
import type { ArtifactStore, ByteRange, ListedObject, StoredFile } from './artifact-store';
import { metered } from './metered';
import { checkedKey } from './storage-key';

const HALF_WRITTEN = '.part';

/** Keeps objects as files below one folder. Writes go to a temporary name first, so that no half file is ever seen. */
export function createDiskStore(folder: string): ArtifactStore {
  const pathOf = (key: string) => join(folder, checkedKey(key));
  return {
    put: (key, data, signal) => write(pathOf(key), data, signal),
    open: (key, range) => read(pathOf(key), range),
    delete: (key) => rm(pathOf(key), { recursive: true, force: true }),
    list: () => listBelow(folder, folder),
  };
}

async function write(
  path: string,
  data: Uint8Array | AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<StoredFile> {
  const temporary = `${path}.${randomUUID()}${HALF_WRITTEN}`;
  await mkdir(dirname(path), { recursive: true });
  const source = metered(data);
  try {
    await pipeline(source.chunks, createWriteStream(temporary), { ...(signal && { signal }) });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return source.result();
}

function read(path: string, range?: ByteRange): Readable {
  return createReadStream(path, {
    ...range,
    fs: { open: openStored, read: readFile, close },
  });
}

/** A file that is not there is the caller's to name; a stream of its own behind this one would cost as much as the reading. */
function openStored(
  path: string,
  flags: string,
  mode: number,
  done: (error: Error | null, fd: number) => void,
): void {
  open(path, flags, mode, (error, fd) => {
    const isMissing = error?.code === 'ENOENT';
    done(isMissing ? new NotFoundError('artifact_not_found', 'The stored file is gone.') : error, fd);
  });
}

async function* listBelow(root: string, folder: string): AsyncGenerator<ListedObject> {
  for await (const entry of await unlessMissing(opendir(folder), [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* listBelow(root, path);
    else if (entry.isFile() && !entry.name.endsWith(HALF_WRITTEN)) {
      const file = await unlessMissing(stat(path), null);
      if (file) yield { key: relative(root, path).split(sep).join('/'), size: file.size };
    }
  }
}

async function unlessMissing<T, M>(found: Promise<T>, missing: M): Promise<T | M> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missing;
    throw error;
  }
}
