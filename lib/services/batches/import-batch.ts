import { withReadings } from '../../automation/column-readings';
import { addMetrics } from '../../db/sql/add-metrics';
import { insertAccounts } from '../../db/sql/batch-accounts';
import { beginImport, editedSinceImport, type ImportRun, noteImportedRows } from '../../db/sql/begin-import';
import { countExclusions } from '../../db/sql/count-exclusions';
import { failImport } from '../../db/sql/fail-import';
import {
  clearImport,
  excludeBeyond,
  insertExclusions,
  insertJobs,
  removeExclusions,
} from '../../db/sql/import-jobs';
import { insertJobKeys } from '../../db/sql/job-keys';
import { lockBatch } from '../../db/sql/lock-batch';
import { lockUpload } from '../../db/sql/lock-upload';
import { notifyBatch } from '../../db/sql/notify-batch';
import { readFileCounts } from '../../db/sql/read-file-counts';
import { type InvalidRows, readInvalidRows } from '../../db/sql/read-invalid-rows';
import { readUploadRow } from '../../db/sql/read-upload-row';
import { readUploadRows } from '../../db/sql/read-upload-rows';
import { setImported, setReady } from '../../db/sql/set-imported';
import { setRunning, wakeLanes } from '../../db/sql/wake-batch';
import { inTransaction, type Queryable } from '../../db/transaction';
import type { BatchSettings } from '../../domain/batch-settings';
import type { Bindings } from '../../domain/bindings';
import { bucketSize } from '../../domain/buckets';
import type { ExclusionReason } from '../../domain/exclusion';
import { createMetricSums } from '../../domain/metrics';
import { getAutomation } from '../automations/get-automation';
import { requireValid } from '../automations/save-automation';
import { findReadings } from '../checks/find-readings';
import { automationChecker, NO_CHECKER } from '../checks/row-checker';
import { type RowChoiceChecker, rowChoiceChecker } from '../checks/row-choice-checker';
import { keyColumnOf } from '../checks/row-keys';
import type { Context } from '../context';
import { findUpload } from '../uploads/find-upload';
import { excludedRows, type ImportQuestion } from './check-rows';
import { ChosenRows } from './chosen-rows';
import { type BatchRecord, findBatch } from './find-batch';
import { pinnedAutomations } from './row-automations';
import { tellOfStart } from './start-batch';

const PAGE_ROWS = 1000;
const NAMED_ROWS = 5;

/**
 * Makes a batch's jobs from its file. Interrupted, it starts over; lanes see all jobs or none. Rows that are left out
 * are noted page by page, and edits that come meanwhile are looked at again at the end. A batch that cannot be
 * imported ends as `failed` with the reason.
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
  const question = await questionOf(context, batch, upload.rowCount);
  if (question === null) return fail(context, batch.id, 'No automation was chosen for the rows.');
  const run = await inTransaction(context.db.pool, async (client) => {
    await lockUpload(client, upload.id);
    return beginImport(client, batch.id);
  });
  if (run === null || !(await excludeRows(context, batch.uploadId, run, question))) return;
  const isRunning = await inTransaction(context.db.pool, (client) => store(client, batch, run, question));
  await notifyBatch(context.db.pool, batch.id);
  if (isRunning) await tellOfStart(context, batch.id, 'start');
}

/** What the rows are asked; null when neither an automation nor a function of a program would run for them. */
async function questionOf(
  context: Context,
  batch: BatchRecord,
  rowCount: number,
): Promise<ImportQuestion | null> {
  const settings = batch.settings as BatchSettings;
  const common = {
    key: keyColumnOf(settings.key_column, batch.upload.headers),
    skipsDone: settings.skip_done,
    // Warnings keep no row from running.
    warnings: new Map(),
    chosen: null,
    bindings: batch.bindings as Bindings,
  };
  const choice = await choiceOf(context, batch);
  if (choice) return { ...common, checker: choice, chosen: new ChosenRows(choice, rowCount) };
  if (batch.version === null) {
    return batch.onlyWorkerId === null ? null : { ...common, checker: NO_CHECKER };
  }
  const { id, name } = batch.version.automation;
  const { resolved } = await getAutomation(context, { name, version: batch.version.version });
  const { automation } = requireValid(resolved, name);
  const { pool } = context.db;
  const readings = await findReadings(pool, batch.uploadId, automation.inputs, common.bindings);
  const bindings = withReadings(common.bindings, readings);
  return { ...common, checker: automationChecker(id, automation, bindings), bindings };
}

/** The checker of rows that choose their automation; null where they do not. */
async function choiceOf(context: Context, batch: BatchRecord): Promise<RowChoiceChecker | null> {
  if (batch.perRow.length === 0) return null;
  const { id, vars, upload } = batch;
  return rowChoiceChecker(await pinnedAutomations(context.db, { id, vars, headers: upload.headers }));
}

/** Notes all rows that are left out; false when another run of the import has begun meanwhile. */
async function excludeRows(
  context: Context,
  uploadId: string,
  run: ImportRun,
  question: ImportQuestion,
): Promise<boolean> {
  const { pool } = context.db;
  let after = -1;
  let seen = 0;
  for (;;) {
    const rows = await readUploadRows(pool, uploadId, after, PAGE_ROWS);
    seen += rows.length;
    const exclusions = await excludedRows(pool, rows, question);
    question.chosen?.note(rows);
    const isOurs = await inTransaction(pool, async (client) => {
      const isNewest = await noteImportedRows(client, run, seen);
      if (isNewest) await insertExclusions(client, run.batchId, exclusions);
      return isNewest;
    });
    if (!isOurs) return false;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return true;
    after = last.rowIndex;
  }
}

/**
 * Opens the batch with all of its jobs, and starts it when it was to start by itself: both or neither, for nobody would start it later
 * were this process to die in between.
 * @returns whether it runs; false also when it cannot, or is not ours any more
 */
async function store(
  client: Queryable,
  batch: BatchRecord,
  run: ImportRun,
  question: ImportQuestion,
): Promise<boolean> {
  await lockUpload(client, batch.uploadId);
  const file = await readFileCounts(client, batch.uploadId);
  await lockBatch(client, batch.id);
  if (!(await noteImportedRows(client, run, file.rowCount))) return false;
  await excludeEdited(client, batch.uploadId, run, question);
  const invalid = await readInvalidRows(client, batch.id, NAMED_ROWS);
  if (batch.rowsWanted === 'all' && invalid.count > 0) {
    await clearImport(client, batch.id);
    await failImport(client, batch.id, invalidText(invalid));
    return false;
  }
  if (batch.rowLimit !== null) await excludeBeyond(client, batch.id, batch.rowLimit);
  await setImported(client, batch.id, { ...file, bucketSize: bucketSize(file.rowCount) });
  const total = await insertJobs(client, batch.id, question.chosen?.numbers);
  if (total === 0) {
    await failImport(client, batch.id, nothingText(await countExclusions(client, batch.id)));
    return false;
  }
  if (question.key !== null) await insertJobKeys(client, batch.id);
  if ((batch.settings as BatchSettings).account_column) await insertAccounts(client, batch.id);
  await wakeLanes(client, batch.id);
  const starts = await setReady(client, batch.id, total, question.bindings);
  const isRunning = starts && (await setRunning(client, batch.id, ['ready']));
  const sums = createMetricSums();
  sums.observe('batch_size', {}, total);
  await addMetrics(client, sums.take());
  return isRunning;
}

async function excludeEdited(
  client: Queryable,
  uploadId: string,
  run: ImportRun,
  question: ImportQuestion,
): Promise<void> {
  for (const rowIndex of await editedSinceImport(client, run)) {
    const row = await readUploadRow(client, uploadId, rowIndex);
    if (!row) continue;
    await removeExclusions(client, run.batchId, [rowIndex]);
    await insertExclusions(client, run.batchId, await excludedRows(client, [row], question));
    question.chosen?.note([row]);
  }
}

async function fileFault(context: Context, uploadId: string): Promise<string | null> {
  const problem = await context.db.prisma.uploadProblem.findFirst({
    where: { uploadId, severity: 'error', rowIndex: null },
    orderBy: { no: 'asc' },
  });
  return problem?.message ?? null;
}

function invalidText({ count, first }: InvalidRows): string {
  const rows = first.map((row) => `row ${row.rowIndex + 1} (line ${row.lineNumber}): ${row.detail}`);
  const noun = count === 1 ? 'row cannot' : 'rows cannot';
  const more = count > first.length ? `; and ${(count - first.length).toLocaleString('en')} more` : '';
  return `${count.toLocaleString('en')} ${noun} run: ${rows.join('; ')}${more}. Mend them, or run only the valid rows.`;
}

const REASONS: Readonly<Record<ExclusionReason, string>> = {
  invalid: 'cannot run',
  already_completed: 'already completed',
  dropped: 'dropped',
  beyond_limit: 'beyond the limit',
};

function nothingText(counts: ReadonlyMap<ExclusionReason, number>): string {
  const reasons = [...counts].map(([reason, count]) => `${count.toLocaleString('en')} ${REASONS[reason]}`);
  return `No row of the file can run: every row is left out (${reasons.join(', ')}).`;
}

async function fail(context: Context, batchId: string, reasonText: string): Promise<void> {
  await failImport(context.db.pool, batchId, reasonText);
  await notifyBatch(context.db.pool, batchId);
}
