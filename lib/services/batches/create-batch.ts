import { randomBytes } from 'node:crypto';
import { writeAudit } from '../../db/audit';
import { newId } from '../../db/new-id';
import { addMetrics } from '../../db/sql/add-metrics';
import { isUniqueViolation } from '../../db/unique-violation';
import { makeRunId } from '../../domain/run-id';
import { hostOf } from '../../domain/target-host';
import { rememberBindings } from '../bindings/remember-bindings';
import { actorName, actorUserId, type Context } from '../context';
import type { BatchView } from './batch-view';
import { getBatch } from './get-batch';
import { type BatchPlan, type CreateBatchInput, planBatch } from './plan-batch';

/** Of a batch that a schedule makes: its id is chosen before, so that it is made once, whoever dies over it. */
export interface BatchOrigin {
  readonly batchId: string;
  readonly ownerId: string | null;
  readonly ownerName: string;
}

/**
 * Creates a batch of a file and an automation. Its rows are imported in the background; wrong input creates nothing.
 * @throws NotFoundError, ValidationError, FileProcessingError
 */
export async function createBatch(
  context: Context,
  input: CreateBatchInput,
  origin?: BatchOrigin,
): Promise<BatchView> {
  const id = origin?.batchId ?? newId();
  if (!origin || !(await exists(context, id))) await makeBatch(context, id, input, origin);
  // Sent whatever the upload's state: a file that is still being read sends it again at its end.
  await context.queue.send('import-batch', { batchId: id });
  return getBatch(context, { batchId: id });
}

async function makeBatch(
  context: Context,
  id: string,
  input: CreateBatchInput,
  origin: BatchOrigin | undefined,
): Promise<void> {
  const plan = await planBatch(context, input);
  try {
    await insertBatch(context, id, input, plan, origin);
  } catch (error) {
    // Somebody who was thought dead has made it meanwhile.
    if (origin && isUniqueViolation(error) && (await exists(context, id))) return;
    throw error;
  }
  await writeAudit(context.db, context.actor, {
    action: 'batch.create',
    entity: 'batch',
    entityId: id,
    batchId: id,
  });
  // A schedule chose them long ago: nobody's next file should get them for that.
  if (!plan.chosen || origin) return;
  await rememberBindings(context, plan.chosen.version.id, plan.upload.headers, plan.bindings);
}

async function exists(context: Context, id: string): Promise<boolean> {
  return (await context.db.prisma.batch.count({ where: { id } })) > 0;
}

async function insertBatch(
  context: Context,
  id: string,
  input: CreateBatchInput,
  { chosen, upload, settings, bindings, perRow }: BatchPlan,
  origin: BatchOrigin | undefined,
): Promise<void> {
  await context.db.prisma.batch.create({
    data: {
      id,
      runId: makeRunId(new Date(), randomBytes(3).toString('hex')),
      name: input.name?.trim() || defaultName(upload.filename),
      uploadId: upload.id,
      automationId: chosen?.version.id ?? null,
      automationVersion: chosen?.version.version ?? null,
      host: chosen && hostOf(chosen.automation.baseUrl),
      perRow: { create: perRow },
      onlyWorkerId: input.onlyWorkerId ?? null,
      ownerId: origin ? origin.ownerId : actorUserId(context.actor),
      ownerName: origin?.ownerName ?? actorName(context.actor),
      settings,
      bindings,
      vars: { ...input.vars },
      rowsWanted: input.rows ?? 'all',
      rowLimit: input.limit ?? null,
      startWhenReady: input.start ?? false,
      concurrency: settings.concurrency,
      priority: settings.priority,
    },
  });
  await addMetrics(context.db.pool, [{ name: 'batch_created', labels: {}, value: 1 }]);
}

function defaultName(filename: string): string {
  return filename.replace(/\.(csv|tsv|txt)$/i, '') || filename;
}
