import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import Papa from 'papaparse';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../../lib/db/connect';
import { inTransaction } from '../../lib/db/transaction';
import { readUpload } from '../../lib/services/uploads/read-upload';
import { receiveUpload } from '../../lib/services/uploads/receive-upload';
import { type MeasuredCost, startCostMeter } from './cost-meter';
import { createIntakeContext, digestRows, emptyTable, type IntakeFiles, ROW_COLUMNS } from './intake-files';

const READ_BYTES = 256 * 1024;

export const INTAKE_SIDES = ['intake', 'copy', 'papaparse', 'csv-parse'] as const;
export type IntakeSideName = (typeof INTAKE_SIDES)[number];

/** Does and measures one round of a side. Begins with an empty table and checks the rows it leaves there. */
export async function runIntakeSide(
  side: IntakeSideName,
  db: Database,
  files: IntakeFiles,
): Promise<MeasuredCost> {
  const work = await prepare(side, db, files);
  await emptyTable(db);
  const meter = startCostMeter(files.serverPid);
  await work();
  const cost = meter.end();
  const loads = side === 'intake' || side === 'copy';
  if (loads && (await digestRows(db)) !== files.digest)
    throw new Error(`${side} did not leave the rows that the file holds`);
  return cost;
}

async function prepare(
  side: IntakeSideName,
  db: Database,
  files: IntakeFiles,
): Promise<() => Promise<unknown>> {
  if (side === 'copy') return () => loadRows(db, files.readyRows);
  if (side === 'papaparse') return () => parseWithPapaparse(files.csvFile);
  if (side === 'csv-parse') return () => parseWithCsvParse(files.csvFile);
  const context = createIntakeContext(db, files.folder);
  const body = createReadStream(files.csvFile);
  const { id } = await receiveUpload(context, { filename: 'orders.csv', body });
  return () => readUpload(context, { uploadId: id });
}

/** The mark to reach: nothing to parse, nothing to check, only lines to pass on. */
async function loadRows(db: Database, path: string): Promise<void> {
  await inTransaction(db.pool, (client) =>
    pipeline(
      createReadStream(path, { highWaterMark: READ_BYTES }),
      client.query(copyFrom(`copy upload_row (${ROW_COLUMNS}) from stdin`)),
    ),
  );
}

function parseWithPapaparse(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const input = createReadStream(path, { encoding: 'utf8', highWaterMark: READ_BYTES });
    Papa.parse<string[]>(input, { chunk: () => undefined, complete: () => resolve(), error: reject });
  });
}

async function parseWithCsvParse(path: string): Promise<void> {
  const parser = parse();
  parser.on('readable', () => {
    while (parser.read() !== null);
  });
  await pipeline(createReadStream(path, { highWaterMark: READ_BYTES }), parser);
}
