import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import {
  type BackupTable,
  copyTableIn,
  listBackupTables,
  readSchemaVersion,
} from '../../db/sql/backup-tables';
import { countLiveWorkers } from '../../db/sql/count-live-workers';
import { type HeldAfterRestore, holdRestored } from '../../db/sql/hold-restored';
import { isEmptyInstallation, refillTables } from '../../db/sql/restore-tables';
import { type Connection, inTransaction } from '../../db/transaction';
import { ConflictError } from '../../domain/errors';
import type { ArtifactStore } from '../../storage/artifact-store';
import type { Context } from '../context';
import type { BackupCounts, BackupMeta } from './backup-meta';
import { invalid, readArchive } from './read-archive';
import { replaceFiles } from './replace-files';

export interface RestoreBackupInput {
  readonly path: string;
  /** Replace what an installation holds that is not empty. */
  readonly isForced: boolean;
  readonly onProgress?: (counts: Readonly<BackupCounts>) => void;
}

export interface RestoredBackup {
  readonly meta: BackupMeta;
  readonly counts: BackupCounts;
  /** What would have gone on by itself. */
  readonly held: HeldAfterRestore;
  /** The key that was in the backup. */
  readonly secretKey: string | null;
}

/**
 * Puts a backup in the place of the installation. All of it is read and checked before anything changes; then the database changes in one
 * transaction and the files beside it, so that a restore that fails leaves everything as it was. Batches and schedules that were on wait
 * for a person.
 * @throws FileProcessingError `backup_invalid`; ConflictError `backup_version`, `installation_not_empty`, `installation_running`
 */
export async function restoreBackup(context: Context, input: RestoreBackupInput): Promise<RestoredBackup> {
  const meta = await readArchive(input.path, {});
  await refuseUnfit(context, meta, input.isForced);
  const restored = await replaceFiles(context.storage, (put) =>
    inTransaction(context.db.pool, async (client) => ({
      ...(await load(client, input, put)),
      held: await holdRestored(client, meta.created_at),
    })),
  );
  return { meta, ...restored };
}

async function refuseUnfit({ db }: Context, meta: BackupMeta, isForced: boolean): Promise<void> {
  const here = await readSchemaVersion(db.pool);
  const others = [...meta.schema, ...here].filter(
    (one) => !(meta.schema.includes(one) && here.includes(one)),
  );
  if (others.length > 0) {
    throw new ConflictError(
      'backup_version',
      `The backup is of Furrow ${meta.furrow} with another schema (${others.slice(0, 3).join(', ')}). ` +
        'Restore it with the version that made it, then update.',
      { differences: others },
    );
  }
  if ((await countLiveWorkers(db.pool)) > 0) {
    throw new ConflictError('installation_running', 'A worker is running: stop Furrow, then restore.');
  }
  if (isForced || (await isEmptyInstallation(db.pool))) return;
  throw new ConflictError(
    'installation_not_empty',
    'This installation holds data, which a restore would replace. Say --force to lose it.',
  );
}

async function load(client: Connection, input: RestoreBackupInput, put: ArtifactStore['put']) {
  const counts: BackupCounts = { database: 0, files: 0, stored: 0 };
  const tables = new TableLoader(client, await listBackupTables(client));
  let secretKey: string | null = null;
  const told = () => input.onProgress?.(counts);
  await refillTables(client, tables.known, async () => {
    await readArchive(input.path, {
      key: async (key) => {
        secretKey = key;
      },
      table: async (name, rows) => {
        counts.database += await tables.add(name, rows);
        told();
      },
      file: async (key, content) => {
        await tables.end();
        counts.stored += (await put(key, content)).size;
        counts.files += 1;
        told();
      },
    });
    await tables.end();
  });
  return { counts, secretKey: secretKey as string | null };
}

/** Sends the parts of a table to one COPY. */
class TableLoader {
  readonly known: readonly BackupTable[];
  readonly #client: Connection;
  #name: string | null = null;
  #copy: Writable | null = null;

  constructor(client: Connection, known: readonly BackupTable[]) {
    this.#client = client;
    this.known = known;
  }

  async add(name: string, rows: AsyncIterable<Buffer>): Promise<number> {
    if (name !== this.#name) await this.#begin(name);
    const copy = this.#copy as Writable;
    let size = 0;
    for await (const chunk of rows) {
      size += chunk.byteLength;
      await new Promise<void>((resolve, reject) => {
        copy.write(chunk, (error) => (error ? reject(error) : resolve()));
      });
    }
    return size;
  }

  async end(): Promise<void> {
    const copy = this.#copy;
    this.#copy = null;
    this.#name = null;
    if (!copy) return;
    const done = finished(copy);
    copy.end();
    await done;
  }

  async #begin(name: string): Promise<void> {
    await this.end();
    const table = this.known.find((one) => one.name === name);
    if (!table) throw invalid(`there is no table ${name}`);
    this.#copy = copyTableIn(this.#client, table);
    // An error is told by the write that it meets.
    this.#copy.on('error', () => undefined);
    this.#name = name;
  }
}
