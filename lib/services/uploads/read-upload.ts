import { type CsvTable, readRows } from '../../csv/read-rows';
import { TableSummary } from '../../csv/table-summary';
import type { Upload } from '../../db/records';
import { clearUploadRows } from '../../db/sql/clear-upload-rows';
import { copyUploadRows, type UploadRowInput } from '../../db/sql/copy-upload-rows';
import { insertProblems } from '../../db/sql/insert-problems';
import { startReading } from '../../db/sql/start-reading';
import { inTransaction } from '../../db/transaction';
import { BatchEngineError } from '../../domain/errors';
import { runWaitingChecks } from '../checks/run-waiting-checks';
import type { Context } from '../context';
import { csvOptions } from './csv-options';
import type { UploadReadOptions } from './receive-upload';
import { openUpload } from './upload-content';

/** Problems kept for people to page through; all are counted. */
const KEPT_PROBLEMS = 10_000;
const PROGRESS_MS = 1000;

/**
 * Reads a received file into rows, once, in one transaction: an interruption leaves nothing and it starts over.
 * A file that is no table ends as `rejected` with the reason; that is an answer, not an error.
 */
export async function readUpload(context: Context, input: { uploadId: string }): Promise<void> {
  const upload = await context.db.prisma.upload.findUnique({ where: { id: input.uploadId } });
  if (!upload || !(await startReading(context.db.pool, upload.id))) return;
  try {
    const table = await readRows(
      () => openUpload(context.storage, upload),
      csvOptions(context.batchConfig, upload.readOptions as UploadReadOptions),
    );
    // The headers are known long before the last row: bindings can be chosen meanwhile.
    await context.db.prisma.upload.update({
      where: { id: upload.id },
      data: { headers: table.headers, dialect: { ...table.dialect } },
    });
    await load(context, upload, table);
  } catch (error) {
    // Deleted while it was read, which ends in whatever error comes first: there is nothing left to say.
    if ((await context.db.prisma.upload.count({ where: { id: upload.id } })) === 0) return;
    if (!(error instanceof BatchEngineError)) throw error;
    await reject(context, upload, error);
  }
  await importWaitingBatches(context, upload.id);
  await runWaitingChecks(context, upload.id);
}

async function load(context: Context, upload: Upload, table: CsvTable): Promise<void> {
  const summary = new TableSummary(table.headers, { keptProblems: KEPT_PROBLEMS });
  const progress = { bytesRead: 0 };
  const note = () => noteProgress(context, upload.id, progress.bytesRead, summary.rowCount);
  const timer = setInterval(() => void note(), PROGRESS_MS);
  try {
    await inTransaction(context.db.pool, async (client) => {
      await clearUploadRows(client, upload.id);
      await copyUploadRows(client, upload.id, watchBlocks(table, summary, progress));
      await insertProblems(client, upload.id, summary.problems);
    });
  } finally {
    clearInterval(timer);
  }
  const { rowCount, emptyCount, invalidCount, problemCount } = summary;
  await context.db.prisma.upload.update({
    where: { id: upload.id },
    data: {
      state: 'ready',
      readAt: new Date(),
      readBytes: upload.size ?? 0,
      dialect: { ...table.dialect },
      ...{ rowCount, emptyCount, invalidCount, problemCount },
      ...summary.facts(),
    },
  });
}

async function* watchBlocks(
  table: CsvTable,
  summary: TableSummary,
  progress: { bytesRead: number },
): AsyncGenerator<readonly UploadRowInput[]> {
  for await (const block of table.blocks) {
    summary.add(block);
    progress.bytesRead = block.bytesRead;
    yield block.rows;
  }
}

async function noteProgress(
  context: Context,
  uploadId: string,
  readBytes: number,
  rowCount: number,
): Promise<void> {
  await context.db.prisma.upload
    .update({ where: { id: uploadId }, data: { readBytes, rowCount } })
    .catch(() => undefined);
}

async function reject(context: Context, upload: Upload, error: BatchEngineError): Promise<void> {
  await context.db.prisma.upload.update({
    where: { id: upload.id },
    data: { state: 'rejected', rejectCode: error.code, rejectMessage: error.message },
  });
}

async function importWaitingBatches(context: Context, uploadId: string): Promise<void> {
  const batches = await context.db.prisma.batch.findMany({
    where: { uploadId, state: 'importing' },
    select: { id: true },
  });
  for (const batch of batches) await context.queue.send('import-batch', { batchId: batch.id });
}
