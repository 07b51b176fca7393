import { createHash } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import { copyTableOut, inSnapshot, listBackupTables, readSchemaVersion } from '../../db/sql/backup-tables';
import { NotFoundError } from '../../domain/errors';
import type { ArtifactStore, ListedObject } from '../../storage/artifact-store';
import type { Context } from '../context';
import { fileEntry, KEY, META, readEntryName, SUMS, tableEntry } from './archive-names';
import type { BackupCounts, BackupMeta } from './backup-meta';

const PART_BYTES = 4 * 1024 * 1024;

export interface WriteBackupInput {
  readonly output: Writable;
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
    await writer.files(context.storage, input.onProgress);
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

  async files(storage: ArtifactStore, onProgress?: WriteBackupInput['onProgress']): Promise<void> {
    for await (const object of storage.list()) {
      const name = fileEntry(object.key);
      if (readEntryName(name) === null) continue;
      await this.#file(name, storage, object);
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

  /** A stored object never changes, so its size is known before it is read; whether it is still there, by its first bytes. */
  async #file(name: string, storage: ArtifactStore, { key, size }: ListedObject): Promise<void> {
    const chunks = storage.open(key)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const first = await chunks.next().catch((error: unknown) => {
      if (error instanceof NotFoundError) return null;
      throw error;
    });
    if (!first) return;
    this.#note(name);
    const entry = this.#archive.entry({ name, size, mode: 0o600 });
    const sum = this.#sum;
    const summed = async function* () {
      try {
        for (let next = first; next.done !== true; next = await chunks.next()) {
          sum.update(next.value);
          yield next.value;
        }
      } finally {
        await chunks.return?.();
      }
    };
    await Promise.race([pipeline(summed, entry), this.#written]);
    this.counts.files += 1;
    this.counts.stored += size;
  }

  #note(name: string): void {
    this.#entries += 1;
    this.#sum.update(`${name}\0`);
  }
}
