import { createHash, randomUUID } from 'node:crypto';
import { close, createReadStream, createWriteStream, open, read as readFile } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NotFoundError } from '../domain/errors';
import type { ArtifactStore, ByteRange, StoredFile } from './artifact-store';

const SAFE_KEY = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9._-]*)*\/?$/i;

/** Keeps objects as files below one folder. Writes go to a temporary name first, so that no half file is ever seen. */
export function createDiskStore(folder: string): ArtifactStore {
  const pathOf = (key: string) => {
    if (!SAFE_KEY.test(key) || key.includes('..')) throw new Error(`Not a storage key: ${key}`);
    return join(folder, key);
  };
  return {
    put: (key, data) => write(pathOf(key), data),
    open: (key, range) => read(pathOf(key), range),
    delete: (key) => rm(pathOf(key), { recursive: true, force: true }),
  };
}

async function write(path: string, data: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredFile> {
  const temporary = `${path}.${randomUUID()}.part`;
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const source = data instanceof Uint8Array ? Readable.from([data]) : data;
  try {
    await pipeline(source, meter, createWriteStream(temporary));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return { size, sha256: hash.digest('hex') };
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
