import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import Papa from 'papaparse';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../../lib/db/connect';
import { inTransaction } from '../../lib/db/transaction';
import { readUpload } from '../../lib/services/uploads/read-upload';
import { receiveUpload } from '../../lib/services/uploads/receive-upload';
import { type MeasuredCost, startCostMeter } from './cost-meter';
import { createImportContext, digestRows, emptyTable, type ImportFiles, ROW_COLUMNS } from './import-files';

const READ_BYTES = 256 * 1024;

export const IMPORT_SIDES = ['import', 'copy', 'parse'] as const;
export type ImportSideName = (typeof IMPORT_SIDES)[number];

/** Does and measures one round of a side. Begins with an empty table and checks the rows it leaves there. */
export async function runImportSide(
  side: ImportSideName,
  db: Database,
  files: ImportFiles,
): Promise<MeasuredCost> {
  const work = await prepare(side, db, files);
  await emptyTable(db);
  const meter = startCostMeter(files.serverPid);
  await work();
  const cost = meter.end();
  if (side !== 'parse' && (await digestRows(db)) !== files.digest)
    throw new Error(`${side} did not leave the rows that the file holds`);
  return cost;
}

async function prepare(
  side: ImportSideName,
  db: Database,
  files: ImportFiles,
): Promise<() => Promise<unknown>> {
  if (side === 'copy') return () => loadRows(db, files.readyRows);
  if (side === 'parse') return () => parseFile(files.csvFile);
  const context = createImportContext(db, files.folder);
  const body = createReadStream(files.csvFile);
  const { id } = await receiveUpload(context, { filename: 'orders.csv', body });
  return () => readUpload(context, { uploadId: id });
}

/** The limit: nothing to parse, nothing to check, only bytes to pass on. */
async function loadRows(db: Database, path: string): Promise<void> {
  await inTransaction(db.pool, (client) =>
    pipeline(
      createReadStream(path, { highWaterMark: READ_BYTES }),
      client.query(copyFrom(`copy upload_row (${ROW_COLUMNS}) from stdin`)),
    ),
  );
}

function parseFile(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const input = createReadStream(path, { encoding: 'utf8', highWaterMark: READ_BYTES });
    Papa.parse<string[]>(input, { chunk: () => undefined, complete: () => resolve(), error: reject });
  });
}
