import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import { resolveBatchConfig } from '../../lib/config/batch-config';
import type { Database } from '../../lib/db/connect';
import { inTransaction } from '../../lib/db/transaction';
import type { Context } from '../../lib/services/context';
import { readUpload } from '../../lib/services/uploads/read-upload';
import { receiveUpload } from '../../lib/services/uploads/receive-upload';
import { createDiskStore } from '../../lib/storage/disk-store';
import type { BenchCluster } from '../setup/bench-cluster';
import { writeSampleFile } from './sample-file';

/** What all sides work on; small enough to be handed to a process as an argument. */
export interface IntakeFiles {
  readonly databaseUrl: string;
  readonly serverPid: number;
  readonly folder: string;
  readonly csvFile: string;
  /** The rows of the file as COPY text. */
  readonly readyRows: string;
  /** Of the table once the file is in it. */
  readonly digest: string;
}

export const ROW_COLUMNS = 'upload_id, row_index, line_number, cells, problem';

/** Writes the file, imports it once, and keeps the rows that gave as ready-made COPY text. */
export async function prepareIntakeFiles(
  db: Database,
  cluster: BenchCluster,
  rowCount: number,
): Promise<IntakeFiles> {
  const { folder, serverPid } = cluster;
  const csvFile = join(folder, 'orders.csv');
  const readyRows = join(folder, 'ready-rows.copy');
  await writeSampleFile(csvFile, rowCount);
  const context = createIntakeContext(db, folder);
  const upload = await receiveUpload(context, { filename: 'orders.csv', body: createReadStream(csvFile) });
  await readUpload(context, { uploadId: upload.id });
  await inTransaction(db.pool, (client) =>
    pipeline(
      client.query(copyTo(`copy upload_row (${ROW_COLUMNS}) to stdout`)),
      createWriteStream(readyRows),
    ),
  );
  const digest = await digestRows(db);
  if (!digest.startsWith(`${rowCount} `)) throw new Error(`The sample file gave other rows: ${digest}`);
  return { databaseUrl: db.url, serverPid, folder, csvFile, readyRows, digest };
}

/** What the worker gives to its background work; no batch waits for the file, so nothing is ever sent. */
export function createIntakeContext(db: Database, folder: string): Context {
  return {
    db,
    storage: createDiskStore(join(folder, 'storage')),
    queue: { send: async () => undefined, work: async () => undefined, stop: async () => undefined },
    actor: { type: 'system', name: 'bench' },
    batchConfig: resolveBatchConfig({}),
    publicUrl: 'http://localhost',
  };
}

export async function emptyTable(db: Database): Promise<void> {
  await db.pool.query('truncate upload_row, upload_problem');
  await db.pool.query('checkpoint');
}

/** Count and hash of all rows, the upload they belong to aside. */
export async function digestRows(db: Database): Promise<string> {
  const { rows } = await db.pool.query<{ digest: string }>(
    `select concat_ws(' ', count(*), sum(hashtextextended(concat_ws(' ', row_index, line_number, cells, problem), 0)))
         as digest from upload_row`,
  );
  return rows[0]?.digest ?? '';
}
