import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  /** With forward slashes, relative, without `..`. */
  readonly path: string;
  /** Called when the entry's turn has come, and read once. */
  open(): AsyncIterable<string | Uint8Array>;
  /** False for bytes that are compressed already, such as pictures. */
  readonly isCompressible?: boolean;
}

/**
 * A ZIP archive as it is written, entry after entry: memory grows with the number of entries, not with their bytes. An
 * error of an entry ends it; a reader that goes away ends its source.
 */
export async function* streamZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const gone = new AbortController();
  const adding = addEntries(zip, entries, gone.signal).catch((error: Error) => output.destroy(error));
  try {
    yield* output;
  } finally {
    gone.abort();
    output.destroy();
    await adding;
  }
}

async function addEntries(zip: ZipFile, entries: AsyncIterable<ZipEntry>, gone: AbortSignal): Promise<void> {
  for await (const entry of entries) {
    if (gone.aborted) return;
    await addEntry(zip, entry, gone);
  }
  zip.end();
}

/** Adds one entry and waits until all of it was taken. */
async function addEntry(zip: ZipFile, { path, open, isCompressible = true }: ZipEntry, gone: AbortSignal) {
  // yazl does not hear when an entry fails, so that is waited for here.
  const source = Readable.from(open(), { objectMode: false });
  try {
    zip.addReadStream(source, path, { compress: isCompressible });
    await once(source, 'end', { signal: gone });
  } catch (error) {
    if (!gone.aborted) throw error;
  } finally {
    source.destroy();
  }
}
