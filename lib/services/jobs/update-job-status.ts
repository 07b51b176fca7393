import { writeAudit } from '../../db/audit';
import { finishBatchIfDone } from '../../db/sql/finish-batch';
import { lockBatch } from '../../db/sql/lock-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { setJobState } from '../../db/sql/set-job-state';
import { inTransaction } from '../../db/transaction';
import { ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import { findJob } from './find-job';
import { getJob } from './get-job';

export interface UpdateJobStatusInput {
  /** `<run_id>_<NNNN>` */
  readonly jobId: string;
  readonly status: 'completed' | 'failed';
  readonly error?: string | undefined;
}

/**
 * Sets a pending row's outcome by hand, for work that was done elsewhere. Only while the batch does not run.
 * @throws NotFoundError `job_not_found`, ConflictError when the row is not pending or the batch runs.
 */
export async function updateJobStatus(
  context: Context,
  input: UpdateJobStatusInput,
): Promise<{ batchId: string; rowIndex: number }> {
  const job = await findJob(context.db, input.jobId);
  const { state } = await getJob(context, job);
  await inTransaction(context.db.pool, async (client) => {
    const locked = await lockBatch(client, job.batchId);
    const isQuiet = ['ready', 'paused', 'waiting', 'finished'].includes(locked.state);
    if (!isQuiet || !(await setJobState(client, job, 'pending', input.status, input.error ?? null))) {
      const message = `Row ${job.rowIndex + 1} is ${state} and the batch is ${locked.state}: only a pending row of a batch that is not running can be set by hand.`;
      throw new ConflictError('job_state_conflict', message, { state, batchState: locked.state });
    }
  });
  await writeAudit(context.db, context.actor, {
    action: 'job.update_status',
    entity: 'job',
    entityId: input.jobId,
    ...job,
    details: { status: input.status },
  });
  await finishBatchIfDone(context.db.pool, job.batchId);
  await notifyBatch(context.db.pool, job.batchId);
  return job;
}
