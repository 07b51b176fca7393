import type { Bindings } from '../domain/bindings';
import { NotFoundError } from '../domain/errors';
import type { Database } from './connect';

/** What every row of a batch shares: read once by a worker, and again when the batch pins another version. */
export interface BatchPlan {
  readonly batchId: string;
  readonly runId: string;
  readonly name: string;
  readonly automationName: string;
  readonly automationVersion: number;
  /** The YAML text of that version. */
  readonly source: string;
  readonly effect: 'read' | 'submit';
  readonly headers: readonly string[];
  readonly bindings: Bindings;
  readonly vars: Readonly<Record<string, string>>;
}

/** @throws NotFoundError when the batch or the version is gone. */
export async function loadBatchPlan(
  db: Database,
  batchId: string,
  automationVersion: number,
): Promise<BatchPlan> {
  const batch = await db.prisma.batch.findUnique({
    where: { id: batchId },
    include: { upload: { select: { headers: true } } },
  });
  if (!batch) throw new NotFoundError('batch_not_found', 'Batch not found');
  if (batch.automationId === null)
    throw new NotFoundError('automation_not_found', 'The batch has no automation of its own');
  const version = await db.prisma.automationVersion.findUnique({
    where: { automationId_version: { automationId: batch.automationId, version: automationVersion } },
    include: { automation: { select: { name: true } } },
  });
  if (!version) throw new NotFoundError('automation_version_not_found', 'Automation version not found');
  return {
    batchId,
    runId: batch.runId,
    name: batch.name,
    automationName: version.automation.name,
    automationVersion,
    source: version.source,
    effect: version.effect,
    headers: batch.upload.headers,
    bindings: batch.bindings as Bindings,
    vars: batch.vars as Record<string, string>,
  };
}
