import { writeAudit } from '../../db/audit';
import { lockBatch } from '../../db/sql/lock-batch';
import { lockUpload } from '../../db/sql/lock-upload';
import { readUploadRow } from '../../db/sql/read-upload-row';
import { repinAutomations, setAutomationNo } from '../../db/sql/repin-automations';
import { inTransaction } from '../../db/transaction';
import { makeJobId } from '../../domain/run-id';
import { unknownColumns } from '../batches/check-batch-input';
import { chooseAnew } from '../batches/choose-anew';
import { findBatch } from '../batches/find-batch';
import { keepChecksCurrent } from '../checks/keep-checks-current';
import { actorUserId, type Context } from '../context';
import { findUpload } from '../uploads/find-upload';
import { changeCells, layRowEdit } from '../uploads/lay-row-edit';
import { getJob, type JobView } from './get-job';

export interface EditRowInput {
  readonly batchId: string;
  readonly rowIndex: number;
  /** New values by header; columns that are not named keep theirs. */
  readonly rowData: Readonly<Record<string, string>>;
}

/**
 * Changes values of a row for its next attempt. The uploaded file stays as it is; the edit lies over it, with author
 * and time. @throws NotFoundError, ValidationError `unknown_columns`, `automation_unknown`, ConflictError while it runs
 */
export async function editRow(context: Context, input: EditRowInput): Promise<JobView> {
  const batch = await findBatch(context.db, input.batchId);
  const job = await getJob(context, input);
  const { headers } = batch.upload;
  const unknown = Object.keys(input.rowData).filter((header) => !headers.includes(header));
  if (unknown.length > 0) throw unknownColumns(unknown, headers);
  const isChoosing = batch.perRow.length > 0;
  const choice = isChoosing
    ? await chooseAnew(context, batch, changeCells(headers, job.cells, input.rowData))
    : null;
  const upload = await findUpload(context.db, batch.uploadId);
  const checks = await keepChecksCurrent(context, upload, job.rowIndex);
  const parts = { uploadId: upload.id, authorId: actorUserId(context.actor), checks };
  const isChanged = await inTransaction(context.db.pool, async (client) => {
    await lockUpload(client, upload.id);
    await lockBatch(client, batch.id);
    const row = await readUploadRow(client, upload.id, job.rowIndex);
    if (!row) return false;
    const cells = changeCells(headers, row.cells, input.rowData);
    if (choice) {
      await repinAutomations(client, batch.id, choice.pin ? [choice.pin] : []);
      await setAutomationNo(client, { batchId: batch.id, rowIndex: job.rowIndex }, choice.no);
    }
    return layRowEdit(client, parts, row, { cells, isDropped: row.isDropped });
  });
  await checks.sendOutdated();
  if (isChanged) {
    await writeAudit(context.db, context.actor, {
      action: 'row.edit',
      entity: 'job',
      entityId: makeJobId(batch.runId, input.rowIndex),
      batchId: batch.id,
      rowIndex: input.rowIndex,
      details: { columns: Object.keys(input.rowData).join(', ') },
    });
  }
  return getJob(context, input);
}
