import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { FileProcessingError } from '../../domain/errors';
import { type ArchiveEntry, readEntryName } from './archive-names';
import { type BackupMeta, backupMetaSchema, backupSumsSchema } from './backup-meta';

const MAX_TEXT_BYTES = 4 * 1024 * 1024;

type Content = AsyncIterable<Buffer>;

export interface ArchiveReader {
  meta?(meta: BackupMeta): Promise<void>;
  key?(key: string): Promise<void>;
  /** A part of a table's rows; the parts of a table come one after another. */
  table?(name: string, rows: Content): Promise<void>;
  file?(key: string, content: Content): Promise<void>;
}

/**
 * Reads a backup entry by entry and checks every name, the order and the sum of all. What the reader is given before the end may
 * still turn out to be damaged. @throws FileProcessingError `backup_invalid`, `backup_not_found`
 */
export async function readArchive(path: string, reader: ArchiveReader): Promise<BackupMeta> {
  const archive = extract();
  const fed = pipeline(createReadStream(path), createGunzip(), archive).catch((error: unknown) => {
    archive.destroy(error as Error);
  });
  const checked = new CheckedEntries(reader);
  try {
    for await (const entry of archive) {
      const { name, type } = entry.header;
      await checked.take(name, type ?? 'file', entry as unknown as Content);
      entry.resume();
    }
    await fed;
  } catch (error) {
    throw asRefusal(error, path);
  }
  return checked.end();
}

class CheckedEntries {
  readonly #reader: ArchiveReader;
  readonly #sum: Hash = createHash('sha256');
  #entries = 0;
  #meta: BackupMeta | null = null;
  #isEnded = false;

  constructor(reader: ArchiveReader) {
    this.#reader = reader;
  }

  async take(name: string, type: string, content: Content): Promise<void> {
    const entry = type === 'file' ? readEntryName(name) : null;
    if (!entry || this.#isEnded) throw invalid(`it holds ${JSON.stringify(name.slice(0, 100))}`);
    if ((entry.type === 'meta') !== (this.#meta === null))
      throw invalid('its first entry does not say what it is');
    if (entry.type === 'sums') return this.#compare(await textOf(content));
    this.#entries += 1;
    this.#sum.update(`${name}\0`);
    await this.#deliver(entry, summed(content, this.#sum));
  }

  end(): BackupMeta {
    if (!this.#meta || !this.#isEnded) throw invalid('it breaks off');
    return this.#meta;
  }

  async #deliver(entry: ArchiveEntry, content: Content): Promise<void> {
    const { table, file, key, meta } = this.#reader;
    if (entry.type === 'table') await table?.(entry.table, content);
    else if (entry.type === 'file') await file?.(entry.key, content);
    else {
      const text = await textOf(content);
      if (entry.type === 'key') await key?.(text);
      else {
        this.#meta = backupMetaSchema.parse(JSON.parse(text));
        await meta?.(this.#meta);
      }
    }
    // What nobody asked for counts too.
    for await (const _ of content);
  }

  #compare(text: string): void {
    const said = backupSumsSchema.parse(JSON.parse(text));
    if (said.entries !== this.#entries || said.sha256 !== this.#sum.digest('hex')) {
      throw invalid('its checksum is wrong: the file is damaged');
    }
    this.#isEnded = true;
  }
}

/** The content, added to the sum on its way; going through it again gives what is left. */
function summed(content: Content, sum: Hash): Content {
  const source = content[Symbol.asyncIterator]();
  const next = async () => {
    const found = await source.next();
    if (found.done !== true) sum.update(found.value);
    return found;
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

async function textOf(content: Content): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of content) {
    size += part.byteLength;
    if (size > MAX_TEXT_BYTES) throw invalid('an entry is larger than it can be');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

export function invalid(reason: string): FileProcessingError {
  return new FileProcessingError('backup_invalid', `This is no backup that can be restored: ${reason}.`);
}

function asRefusal(error: unknown, path: string): unknown {
  const { code, name } = error as { code?: string; name?: string };
  if (code === 'ENOENT')
    return new FileProcessingError('backup_not_found', `Backup not found: ${path}`, { path });
  const isOfArchive = name === 'ZodError' || name === 'SyntaxError' || code?.startsWith('Z_') === true;
  const isOfTar = error instanceof Error && /tar header|unexpected end|Invalid/i.test(error.message);
  return isOfArchive || (isOfTar && !(error instanceof FileProcessingError))
    ? invalid('it is damaged')
    : error;
}
