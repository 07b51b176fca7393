import { writeAudit } from '../../db/audit';
import { finishBatchIfDone } from '../../db/sql/finish-batch';
import { lockBatch } from '../../db/sql/lock-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { setJobState } from '../../db/sql/set-job-state';
import { inTransaction } from '../../db/transaction';
import { ConflictError, NotFoundError } from '../../domain/errors';
import { parseJobId } from '../../domain/run-id';
import type { Context } from '../context';
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
  const parsed = parseJobId(input.jobId);
  const batch = parsed && (await context.db.prisma.batch.findUnique({ where: { runId: parsed.runId } }));
  if (!parsed || !batch) throw new NotFoundError('job_not_found', `Job not found: ${input.jobId}`);
  const job = { batchId: batch.id, rowIndex: parsed.rowIndex };
  const { state } = await getJob(context, job);
  await inTransaction(context.db.pool, async (client) => {
    const locked = await lockBatch(client, batch.id);
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
  await finishBatchIfDone(context.db.pool, batch.id);
  await notifyBatch(context.db.pool, batch.id);
  return job;
}
