import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import { copyTableOut, inSnapshot, listBackupTables, readSchemaVersion } from '../../db/sql/backup-tables';
import type { Context } from '../context';
import { fileEntry, KEY, META, readEntryName, SUMS, tableEntry } from './archive-names';
import type { BackupCounts, BackupMeta } from './backup-meta';

const PART_BYTES = 4 * 1024 * 1024;

export interface WriteBackupInput {
  readonly output: Writable;
  readonly storageFolder: string;
  /** The installation's key, to be put in; null leaves it out. */
  readonly secretKey: string | null;
  /** This version of Furrow. */
  readonly version: string;
  readonly onProgress?: (counts: Readonly<BackupCounts>) => void;
}

/**
 * Writes the whole installation as one gzipped tar, while it runs: the database as it is at one moment, then the files.
 * Memory does not grow with it. A file that is deleted meanwhile is left out.
 */
export async function writeBackup(context: Context, input: WriteBackupInput): Promise<BackupCounts> {
  const archive = pack();
  const written = pipeline(archive, createGzip({ level: 6 }), input.output);
  // Told by the awaiting below; until then it must not end the process.
  written.catch(() => undefined);
  const writer = new ArchiveWriter(archive, written);
  try {
    await inSnapshot(context.db.pool, async (client) => {
      const tables = await listBackupTables(client);
      await writer.text(META, JSON.stringify(await metaOf(client, tables, input)));
      for (const table of tables)
        await writer.table(table.name, copyTableOut(client, table), input.onProgress);
    });
    if (input.secretKey !== null) await writer.text(KEY, input.secretKey);
    await writer.folder(input.storageFolder, input.onProgress);
    await writer.end();
  } catch (error) {
    archive.destroy();
    throw error;
  }
  await written;
  return writer.counts;
}

async function metaOf(
  client: Parameters<typeof readSchemaVersion>[0],
  tables: BackupMeta['tables'],
  { version, secretKey }: WriteBackupInput,
): Promise<BackupMeta> {
  return {
    format: 1,
    furrow: version,
    created_at: new Date().toISOString(),
    schema: await readSchemaVersion(client),
    with_key: secretKey !== null,
    tables,
  };
}

/** Adds entries one after another and keeps the sum of all. */
class ArchiveWriter {
  readonly counts: BackupCounts = { database: 0, files: 0, stored: 0 };
  readonly #archive: Pack;
  /** Fails when the output does: nobody takes what is written then. */
  readonly #written: Promise<void>;
  readonly #sum = createHash('sha256');
  #entries = 0;

  constructor(archive: Pack, written: Promise<void>) {
    this.#archive = archive;
    this.#written = written;
  }

  text(name: string, text: string): Promise<void> {
    return this.#bytes(name, Buffer.from(text));
  }

  /** Rows in parts: an entry says its size before its bytes. */
  async table(name: string, rows: Readable, onProgress?: WriteBackupInput['onProgress']): Promise<void> {
    let held: Buffer[] = [];
    let size = 0;
    let part = 0;
    const flush = async () => {
      await this.#bytes(tableEntry(name, part), Buffer.concat(held));
      [held, size] = [[], 0];
      part += 1;
      onProgress?.(this.counts);
    };
    for await (const chunk of rows as AsyncIterable<Buffer>) {
      held.push(chunk);
      size += chunk.byteLength;
      this.counts.database += chunk.byteLength;
      if (size >= PART_BYTES) await flush();
    }
    if (size > 0) await flush();
  }

  async folder(folder: string, onProgress?: WriteBackupInput['onProgress']): Promise<void> {
    for await (const path of filesBelow(folder)) {
      const name = fileEntry(relative(folder, path).split(sep).join('/'));
      // Half-written ones (.part) are not whole objects.
      if (readEntryName(name) === null || name.endsWith('.part')) continue;
      await this.#file(name, path);
      onProgress?.(this.counts);
    }
  }

  async end(): Promise<void> {
    const sums = { entries: this.#entries, sha256: this.#sum.digest('hex') };
    await this.#put(SUMS, Buffer.from(JSON.stringify(sums)));
    this.#archive.finalize();
  }

  async #bytes(name: string, bytes: Buffer): Promise<void> {
    this.#note(name);
    this.#sum.update(bytes);
    await this.#put(name, bytes);
  }

  async #put(name: string, bytes: Buffer): Promise<void> {
    const added = new Promise<void>((resolve, reject) => {
      this.#archive.entry({ name, size: bytes.byteLength, mode: 0o600 }, bytes, (error) =>
        error ? reject(error) : resolve(),
      );
    });
    await Promise.race([added, this.#written]);
  }

  /** A stored object never changes, so its size is known before it is read. */
  async #file(name: string, path: string): Promise<void> {
    const size = (await stat(path).catch(() => null))?.size;
    if (size === undefined) return;
    this.#note(name);
    const entry = this.#archive.entry({ name, size, mode: 0o600 });
    const sum = this.#sum;
    const summed = async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        sum.update(chunk);
        yield chunk;
      }
    };
    await Promise.race([pipeline(createReadStream(path), summed, entry), this.#written]);
    this.counts.files += 1;
    this.counts.stored += size;
  }

  #note(name: string): void {
    this.#entries += 1;
    this.#sum.update(`${name}\0`);
  }
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  const directory = await opendir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!directory) return;
  for await (const entry of directory) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}
