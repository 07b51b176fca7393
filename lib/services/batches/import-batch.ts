import type { Automation } from '../../automation/schema';
import type { Batch } from '../../db/records';
import { clearImport, excludeBeyond, insertExclusions, insertJobs } from '../../db/sql/import-jobs';
import { lockBatch } from '../../db/sql/lock-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { setImported, setReady } from '../../db/sql/set-imported';
import { wakeLanes } from '../../db/sql/wake-batch';
import { inTransaction } from '../../db/transaction';
import type { Bindings } from '../../domain/bindings';
import { bucketSize } from '../../domain/buckets';
import { getAutomation } from '../automations/get-automation';
import { requireValid } from '../automations/save-automation';
import type { Context } from '../context';
import { findUpload } from '../uploads/find-upload';
import { checkRows, type RowCheck } from './check-rows';
import { type BatchRecord, findBatch } from './find-batch';
import { startBatch } from './start-batch';

/**
 * Makes a batch's jobs from its file, in one transaction: interrupted, it starts over; lanes see all rows or none.
 * A batch that cannot be imported ends as `failed` with the reason.
 */
export async function importBatch(context: Context, input: { batchId: string }): Promise<void> {
  const batch = await findBatch(context.db, input.batchId);
  if (batch.state !== 'importing') return;
  const upload = await findUpload(context.db, batch.uploadId);
  if (upload.state === 'rejected')
    return fail(context, batch.id, upload.rejectMessage ?? 'The file was rejected.');
  // Still being read: reading sends this again at its end.
  if (upload.state !== 'ready') return;
  const fault = await fileFault(context, upload.id);
  if (fault) return fail(context, batch.id, fault);
  const demands = await rowDemands(context, batch);
  if (demands === null) return fail(context, batch.id, 'No automation was chosen for the rows.');
  const check = await checkRows(context.db, upload.id, demands, batch.bindings as Bindings, (rows) =>
    noteProgress(context, batch.id, rows),
  );
  if (batch.rowsWanted === 'all' && check.invalidCount > 0)
    return fail(context, batch.id, invalidText(check));
  const rows = { rowCount: upload.rowCount, emptyCount: upload.emptyCount };
  const total = await store(context, batch, check, rows);
  if (total === 0) return fail(context, batch.id, 'No row of the file can run: every row is left out.');
  await notifyBatch(context.db.pool, batch.id);
  const { startWhenReady } = await findBatch(context.db, batch.id);
  if (startWhenReady) await startBatch(context, input);
}

/** What the automation asks of a row; a function of a program asks nothing. Null when there is neither. */
async function rowDemands(context: Context, batch: BatchRecord): Promise<Pick<Automation, 'inputs'> | null> {
  if (batch.version === null) return batch.onlyWorkerId === null ? null : { inputs: {} };
  const { name } = batch.version.automation;
  const { source } = await getAutomation(context, { name, version: batch.version.version });
  return requireValid(source, name).automation;
}

async function store(
  context: Context,
  batch: Batch,
  check: RowCheck,
  rows: { rowCount: number; emptyCount: number },
): Promise<number> {
  return inTransaction(context.db.pool, async (client) => {
    const locked = await lockBatch(client, batch.id);
    if (locked.state !== 'importing') return locked.totalJobs;
    await clearImport(client, batch.id);
    await setImported(client, batch.id, { ...rows, bucketSize: bucketSize(rows.rowCount) });
    await insertExclusions(client, batch.id, check.exclusions);
    if (batch.rowLimit !== null) await excludeBeyond(client, batch.id, batch.rowLimit);
    const total = await insertJobs(client, batch.id);
    if (total === 0) return 0;
    await wakeLanes(client, batch.id);
    await setReady(client, batch.id, total);
    return total;
  });
}

async function fileFault(context: Context, uploadId: string): Promise<string | null> {
  const problem = await context.db.prisma.uploadProblem.findFirst({
    where: { uploadId, severity: 'error', rowIndex: null },
    orderBy: { no: 'asc' },
  });
  return problem?.message ?? null;
}

function invalidText(check: RowCheck): string {
  const noun = check.invalidCount === 1 ? 'row cannot' : 'rows cannot';
  return `${check.invalidCount} ${noun} run: ${check.samples.join('; ')}. Mend them, or run only the valid rows.`;
}

async function fail(context: Context, batchId: string, reasonText: string): Promise<void> {
  await context.db.prisma.batch.updateMany({
    where: { id: batchId, state: 'importing' },
    data: { state: 'failed', reasonText, finishedAt: new Date() },
  });
  await notifyBatch(context.db.pool, batchId);
}

async function noteProgress(context: Context, batchId: string, importedRows: number): Promise<void> {
  await context.db.prisma.batch.update({ where: { id: batchId }, data: { importedRows } });
}
