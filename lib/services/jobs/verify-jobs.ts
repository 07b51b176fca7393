import { writeAudit, writeAudits } from '../../db/audit';
import { lockBatch } from '../../db/sql/lock-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { type JobSelection, listSelected } from '../../db/sql/select-jobs';
import { verifyNow } from '../../db/sql/verify-now';
import { setRunning, wakeLanes } from '../../db/sql/wake-batch';
import { inTransaction } from '../../db/transaction';
import { batchStatesFor } from '../../domain/batch-state';
import { ConflictError } from '../../domain/errors';
import { makeJobId } from '../../domain/run-id';
import { findBatch } from '../batches/find-batch';
import { batchConflict } from '../batches/move-batch';
import type { Context } from '../context';
import { checkJobIds } from './check-job-ids';
import { checkFilter } from './job-filter';

export interface VerifyJobsInput {
  readonly batchId: string;
  /** Without these, `jobIds` and `selection`: all unconfirmed rows. */
  readonly rowIndexes?: readonly number[] | undefined;
  readonly jobIds?: readonly string[] | undefined;
  /** Only those of all unconfirmed rows that this lets through. */
  readonly selection?: Omit<JobSelection, 'states'> | undefined;
}

export interface VerifyResult {
  readonly batchId: string;
  /** Rows about which the site is asked now. */
  readonly asked: number;
  /** Rows that are not unconfirmed, or whose automation does not say how to ask. */
  readonly skipped: number;
}

/**
 * Has the site asked now about unconfirmed rows, without waiting for their time; a finished batch runs again for it.
 * @throws ConflictError when the batch neither runs nor has finished, or no row can be asked about
 */
export async function verifyJobs(context: Context, input: VerifyJobsInput): Promise<VerifyResult> {
  const { selection } = input;
  const rowIndexesOf = checkJobIds(input.jobIds);
  if (selection) checkFilter(await findBatch(context.db, input.batchId), selection);
  const result = await inTransaction(context.db.pool, async (client) => {
    const batch = await lockBatch(client, input.batchId);
    if (!batchStatesFor('verify').includes(batch.state)) throw batchConflict('verify', batch.state);
    const named = (await rowIndexesOf(client, batch)) ?? input.rowIndexes ?? null;
    const states = ['unconfirmed'] as const;
    const selected = selection && (await listSelected(client, batch.id, { ...selection, states }));
    const rowIndexes = selected ?? named;
    const { unconfirmed, asked } = await verifyNow(client, batch.id, rowIndexes);
    if (asked === 0) throw nothingToAsk(unconfirmed);
    if (!(await setRunning(client, batch.id, ['finished']))) await wakeLanes(client, batch.id);
    const wanted = rowIndexes ? new Set(rowIndexes).size : unconfirmed;
    return { batchId: batch.id, runId: batch.runId, named, asked, skipped: wanted - asked };
  });
  const { batchId, runId, named, asked, skipped } = result;
  const noted = { action: 'job.verify', entity: 'job', batchId };
  await (named
    ? writeAudits(
        context.db,
        context.actor,
        named.map((rowIndex) => ({ ...noted, entityId: makeJobId(runId, rowIndex), rowIndex })),
      )
    : writeAudit(context.db, context.actor, {
        ...noted,
        action: 'batch.verify',
        entity: 'batch',
        entityId: batchId,
        details: { asked },
      }));
  await notifyBatch(context.db.pool, batchId);
  return { batchId, asked, skipped };
}

function nothingToAsk(unconfirmed: number): ConflictError {
  if (unconfirmed === 0) {
    return new ConflictError('no_unconfirmed_rows', 'None of these rows is unconfirmed: nothing to ask.');
  }
  const message =
    'The automation has no verify, so nobody can ask the site about these rows. Look yourself, then resolve them.';
  return new ConflictError('verify_missing', message);
}
