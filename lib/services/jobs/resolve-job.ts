import { writeAudit } from '../../db/audit';
import { finishBatchIfDone } from '../../db/sql/finish-batch';
import { lockBatch } from '../../db/sql/lock-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { dropVerifications } from '../../db/sql/plan-verification';
import { setJobState } from '../../db/sql/set-job-state';
import { setRunning, wakeLanes } from '../../db/sql/wake-batch';
import { inTransaction } from '../../db/transaction';
import { ConflictError } from '../../domain/errors';
import { makeJobId } from '../../domain/run-id';
import { actorName, type Context } from '../context';
import { getJob, type JobView } from './get-job';

export interface ResolveJobInput {
  readonly batchId: string;
  readonly rowIndex: number;
  /** What a person found out: it was done, it was not and shall not be, or it shall run again. */
  readonly status: 'completed' | 'failed' | 'pending';
}

const MESSAGES = {
  completed: null,
  failed: 'Marked as not done',
  pending: 'Run again after a person looked',
} as const;

/** Decides an unconfirmed row. @throws NotFoundError, ConflictError when the row is not unconfirmed. */
export async function resolveJob(context: Context, input: ResolveJobInput): Promise<JobView> {
  const { state } = await getJob(context, input);
  const message = MESSAGES[input.status];
  const runId = await inTransaction(context.db.pool, async (client) => {
    const batch = await lockBatch(client, input.batchId);
    const note = message === null ? null : `${message} by ${actorName(context.actor)}`;
    await dropVerifications(client, batch.id, [input.rowIndex]);
    if (!(await setJobState(client, input, 'unconfirmed', input.status, note))) {
      const text = `Row ${input.rowIndex + 1} is ${state}: only an unconfirmed row can be resolved.`;
      throw new ConflictError('job_state_conflict', text, { state });
    }
    if (input.status === 'pending' && !(await setRunning(client, batch.id, ['finished']))) {
      await wakeLanes(client, batch.id);
    }
    return batch.runId;
  });
  await writeAudit(context.db, context.actor, {
    action: 'job.resolve',
    entity: 'job',
    entityId: makeJobId(runId, input.rowIndex),
    batchId: input.batchId,
    rowIndex: input.rowIndex,
    details: { status: input.status },
  });
  await finishBatchIfDone(context.db.pool, input.batchId);
  await notifyBatch(context.db.pool, input.batchId);
  return getJob(context, input);
}
