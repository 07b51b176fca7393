import type { BatchSettingsInput } from '@/lib/domain/batch-settings';
import { makeJobId } from '@/lib/domain/run-id';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { createBatch } from '@/lib/services/batches/create-batch';
import { getBatch } from '@/lib/services/batches/get-batch';
import { importBatch } from '@/lib/services/batches/import-batch';
import type { CreateBatchInput } from '@/lib/services/batches/plan-batch';
import { type CreateCheckInput, createCheck } from '@/lib/services/checks/create-check';
import { type CheckView, getCheck } from '@/lib/services/checks/get-check';
import { runCheck } from '@/lib/services/checks/run-check';
import type { Context } from '@/lib/services/context';
import { updateJobStatus } from '@/lib/services/jobs/update-job-status';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { bodyOf } from './service-context';

/** A file that has been read; gives its id. */
export async function readyUpload(context: Context, csv: string): Promise<string> {
  const { id } = await receiveUpload(context, { filename: 'rows.csv', body: bodyOf(csv) });
  await readUpload(context, { uploadId: id });
  return id;
}

/** A stored automation with these inputs (YAML lines below `inputs:`); gives its name. */
export async function addAutomation(context: Context, name: string, inputs: string): Promise<string> {
  const head = `version: 1\nname: ${name}\ntitle: ${name}\nbase_url: http://127.0.0.1:1\neffect: read`;
  await saveAutomation(context, { source: `${head}\ninputs:\n${inputs}\nsteps:\n  - goto: /\n` });
  return name;
}

/** Asks for a check, does the worker's part, and gives the check as it is then. */
export async function madeCheck(context: Context, input: CreateCheckInput): Promise<CheckView> {
  const { id, uploadId } = await createCheck(context, input);
  await runCheck(context, { checkId: id });
  return getCheck(context, { uploadId, checkId: id });
}

/** Creates a batch and does the worker's part of importing it. */
export async function importedBatch(
  context: Context,
  input: CreateBatchInput & { readonly settings?: BatchSettingsInput },
) {
  const { id } = await createBatch(context, input);
  await importBatch(context, { batchId: id });
  return getBatch(context, { batchId: id });
}

/** Ends rows of a batch that does not run, as if they had run elsewhere. */
export async function completeRows(context: Context, batchId: string, rowIndexes: readonly number[]) {
  const { runId } = await getBatch(context, { batchId });
  for (const rowIndex of rowIndexes) {
    await updateJobStatus(context, { jobId: makeJobId(runId, rowIndex), status: 'completed' });
  }
}

/** Why rows of a batch have no job: row index -> reason. */
export async function exclusionsOf(context: Context, batchId: string): Promise<Record<number, string>> {
  const rows = await context.db.prisma.excludedRow.findMany({
    where: { batchId },
    orderBy: { rowIndex: 'asc' },
  });
  return Object.fromEntries(rows.map((row) => [row.rowIndex, row.reason]));
}
