import { writeAudit } from '../../db/audit';
import { lockBatch } from '../../db/sql/lock-batch';
import { newEdit } from '../../db/sql/new-edit';
import { inTransaction } from '../../db/transaction';
import { ConflictError, ValidationError } from '../../domain/errors';
import { makeJobId } from '../../domain/run-id';
import { findBatch } from '../batches/find-batch';
import { actorUserId, type Context } from '../context';
import { getJob, type JobView } from './get-job';

export interface EditRowInput {
  readonly batchId: string;
  readonly rowIndex: number;
  /** New values by header; columns that are not named keep theirs. */
  readonly rowData: Readonly<Record<string, string>>;
}

/**
 * Changes values of a row for its next attempt. The uploaded file stays as it is; the edit lies over it, with author
 * and time. @throws NotFoundError, ValidationError `unknown_columns`, ConflictError while the row runs
 */
export async function editRow(context: Context, input: EditRowInput): Promise<JobView> {
  const batch = await findBatch(context.db, input.batchId);
  const job = await getJob(context, input);
  const unknown = Object.keys(input.rowData).filter((header) => !batch.upload.headers.includes(header));
  if (unknown.length > 0) {
    throw new ValidationError(
      'unknown_columns',
      `The file has no column ${unknown.join(', ')}. It has: ${batch.upload.headers.join(', ')}.`,
      { unknown },
    );
  }
  const cells = batch.upload.headers.map((header, i) =>
    Object.hasOwn(input.rowData, header) ? (input.rowData[header] ?? '') : (job.cells[i] ?? ''),
  );
  await inTransaction(context.db.pool, async (client) => {
    await lockBatch(client, batch.id);
    const row = { uploadId: batch.uploadId, batchId: batch.id, rowIndex: input.rowIndex };
    if (!(await newEdit(client, row, cells, actorUserId(context.actor)))) {
      throw new ConflictError(
        'job_running',
        `Row ${input.rowIndex + 1} is running: wait until it has ended, or stop the batch.`,
      );
    }
  });
  await writeAudit(context.db, context.actor, {
    action: 'row.edit',
    entity: 'job',
    entityId: makeJobId(batch.runId, input.rowIndex),
    batchId: batch.id,
    rowIndex: input.rowIndex,
    details: { columns: Object.keys(input.rowData).join(', ') },
  });
  return getJob(context, input);
}
