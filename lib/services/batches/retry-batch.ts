import { writeAudit } from '../../db/audit';
import { addMetrics } from '../../db/sql/add-metrics';
import { changeRetrySettings } from '../../db/sql/change-retry-settings';
import { finishBatchIfDone } from '../../db/sql/finish-batch';
import { type LockedBatch, lockBatch } from '../../db/sql/lock-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { repinAutomations } from '../../db/sql/repin-automations';
import { type RetriedJob, retryJobs } from '../../db/sql/retry-jobs';
import { countSelected, type JobSelection } from '../../db/sql/select-jobs';
import { setReopened, setRunning, wakeLanes } from '../../db/sql/wake-batch';
import { inTransaction, type Queryable } from '../../db/transaction';
import { type BatchSettingsInput, batchSettingsSchema } from '../../domain/batch-settings';
import { batchStatesFor } from '../../domain/batch-state';
import { ValidationError } from '../../domain/errors';
import type { JobFilter } from '../../domain/job-filter';
import { AT_ONCE_ROWS } from '../../domain/operation';
import { makeJobId } from '../../domain/run-id';
import type { Context } from '../context';
import { checkJobIds } from '../jobs/check-job-ids';
import { checkFilter } from '../jobs/job-filter';
import { type BegunOperation, beginOperation, sumOf } from '../operations/begin-operation';
import { newerPins } from './choose-anew';
import { findBatch } from './find-batch';
import { batchConflict } from './move-batch';

type RetrySettings = Pick<
  BatchSettingsInput,
  'max_retries' | 'retry_delay' | 'backoff_factor' | 'max_retry_delay' | 'jitter'
>;

export interface RetryInput {
  readonly batchId: string;
  /** States to retry; default failed and stopped. */
  readonly status?: readonly ('failed' | 'stopped')[] | undefined;
  /** Only rows that this lets through as well. */
  readonly filter?: Omit<JobFilter, 'states'> | undefined;
  /** Row indexes that stay as they are. */
  readonly exceptRows?: readonly number[] | undefined;
  readonly jobIds?: readonly string[] | undefined;
  readonly automationVersion?: 'same' | 'latest' | undefined;
  readonly settings?: RetrySettings | undefined;
  /** False: the rows wait until the batch is started; a batch that runs takes them up all the same. Default true. */
  readonly isStarted?: boolean | undefined;
  /** All rows in one transaction, however many: for a program that is its own worker. */
  readonly isAtOnce?: boolean | undefined;
}

export interface RetryResult {
  readonly batchId: string;
  readonly totalRequested: number;
  readonly retried: number;
  readonly skipped: number;
  readonly details: readonly (RetriedJob & { readonly jobId: string })[];
  readonly isDetailsTruncated: boolean;
  readonly resetAt: Date;
  /** When there are very many rows: the work that puts them back; `retried` is 0 then. */
  readonly operation: BegunOperation | null;
}

const DETAIL_LIMIT = 1000;

/**
 * Puts failed and stopped rows back to pending with a full budget and lets the batch run. Wrong input changes nothing.
 * @throws ValidationError for empty or repeated job ids, NotFoundError for ids of other batches, ConflictError.
 */
export async function retryBatch(context: Context, input: RetryInput): Promise<RetryResult> {
  const settings = checkSettings(input.settings);
  const rowIndexesOf = checkJobIds(input.jobIds);
  const isLatest = input.automationVersion === 'latest';
  const found = await findBatch(context.db, input.batchId);
  checkFilter(found, input.filter ?? {});
  const pins = isLatest ? await newerPins(context, found) : [];
  const result = await inTransaction(context.db.pool, async (client) => {
    const batch = await lockBatch(client, input.batchId);
    const rowIndexes = await rowIndexesOf(client, batch);
    if (!batchStatesFor('retry').includes(batch.state)) throw batchConflict('retry', batch.state);
    await changeRetrySettings(client, batch.id, settings, isLatest);
    await repinAutomations(client, batch.id, pins);
    const selection = {
      states: input.status ?? (['failed', 'stopped'] as const),
      ...input.filter,
      ...(input.exceptRows === undefined ? {} : { exceptRows: input.exceptRows }),
      ...(rowIndexes === null ? {} : { rowIndexes }),
    };
    const counts = input.isAtOnce ? {} : await countSelected(client, batch.id, selection);
    const result = await putBack(context, client, batch, selection, counts);
    const { retried, operation } = result;
    if (retried > 0 || operation) await letGoOn(client, batch, input.isStarted ?? true);
    return toResult(batch, rowIndexes?.length ?? (operation ? sumOf(counts) : retried), result);
  });
  await writeAudit(context.db, context.actor, {
    action: 'batch.retry',
    entity: 'batch',
    entityId: result.batchId,
    batchId: result.batchId,
    // One row has it in its own history.
    ...(result.retried === 1 && result.details[0] && { rowIndex: result.details[0].rowIndex }),
    details: {
      retried: sumOf(result.operation?.counts ?? {}) || result.retried,
      ...(isLatest && { automation_version: 'latest' }),
    },
  });
  await addMetrics(context.db.pool, [{ name: 'batch_retry_initiated', labels: {}, value: 1 }]);
  await finishBatchIfDone(context.db.pool, result.batchId);
  await notifyBatch(context.db.pool, result.batchId);
  return result;
}

type PutBack = Pick<RetryResult, 'retried' | 'operation'> & { readonly details: readonly RetriedJob[] };

/** At once, or by a worker when the rows are very many. */
async function putBack(
  context: Context,
  client: Queryable,
  { id: batchId }: LockedBatch,
  selection: JobSelection,
  counts: BegunOperation['counts'],
): Promise<PutBack> {
  if (sumOf(counts) <= AT_ONCE_ROWS) {
    return { ...(await retryJobs(client, batchId, selection, DETAIL_LIMIT)), operation: null };
  }
  const operation = await beginOperation(context, client, { batchId, kind: 'retry', selection }, counts);
  return { retried: 0, details: [], operation };
}

async function letGoOn(client: Queryable, { id, state }: LockedBatch, isStarted: boolean): Promise<void> {
  const hasStarted = isStarted && (await setRunning(client, id, ['finished', 'paused', 'waiting'], false));
  if (hasStarted) return;
  if (state === 'finished') await setReopened(client, id);
  await wakeLanes(client, id);
}

function toResult(
  batch: LockedBatch,
  requested: number,
  { retried, operation, details }: PutBack,
): RetryResult {
  return {
    batchId: batch.id,
    totalRequested: requested,
    retried,
    operation,
    skipped: requested - (operation ? sumOf(operation.counts) : retried),
    details: details.map((job) => ({ ...job, jobId: makeJobId(batch.runId, job.rowIndex) })),
    isDetailsTruncated: retried > details.length,
    resetAt: new Date(),
  };
}

/** Checked before anything is locked; every field that is given must lie in its bounds. */
function checkSettings(settings: RetrySettings | undefined): RetrySettings {
  const given = Object.fromEntries(Object.entries(settings ?? {}).filter(([, value]) => value !== undefined));
  const parsed = batchSettingsSchema.partial().safeParse(given);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      key: issue.path.join('.'),
      message: issue.message,
    }));
    throw new ValidationError('settings_invalid', errors.map((error) => error.message).join('; '), {
      errors,
    });
  }
  return given;
}
