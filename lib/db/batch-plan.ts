import { type Bindings, type RowBindings, rowBindingsSchema } from '../domain/bindings';
import { NotFoundError } from '../domain/errors';
import type { Claim } from '../domain/lane';
import type { Database } from './connect';

/** What every row of a batch shares: read once by a worker, and again when the batch pins another version. */
export interface BatchPlan {
  readonly batchId: string;
  readonly runId: string;
  readonly name: string;
  readonly automationName: string;
  readonly automationVersion: number;
  /** The text of that version, with what its `use` steps run in it. */
  readonly source: string;
  readonly effect: 'read' | 'submit';
  readonly headers: readonly string[];
  readonly bindings: Bindings;
  /** Where the inputs come from when each row chooses its automation, instead of `bindings`. */
  readonly rowBindings: RowBindings | null;
  readonly vars: Readonly<Record<string, string>>;
}

/** What a claim says about its automation. */
export type ClaimedAutomation = Pick<Claim, 'automationVersion' | 'automationNo'>;

/** @throws NotFoundError when the batch or the version is gone. */
export async function loadBatchPlan(
  db: Database,
  batchId: string,
  { automationVersion, automationNo }: ClaimedAutomation,
): Promise<BatchPlan> {
  const batch = await db.prisma.batch.findUnique({
    where: { id: batchId },
    include: { upload: { select: { headers: true } }, perRow: { where: { no: automationNo } } },
  });
  if (!batch) throw new NotFoundError('batch_not_found', 'Batch not found');
  const [chosen] = batch.automationId === null ? batch.perRow : [];
  const automationId = batch.automationId ?? chosen?.automationId;
  if (automationId === undefined)
    throw new NotFoundError('automation_not_found', 'The batch has no automation for this row');
  const version = await db.prisma.automationVersion.findUnique({
    where: { automationId_version: { automationId, version: automationVersion } },
    include: { automation: { select: { name: true } } },
  });
  if (!version) throw new NotFoundError('automation_version_not_found', 'Automation version not found');
  return {
    batchId,
    runId: batch.runId,
    name: batch.name,
    automationName: version.automation.name,
    automationVersion,
    source: version.resolvedSource ?? version.source,
    effect: version.effect,
    headers: batch.upload.headers,
    bindings: batch.bindings as Bindings,
    rowBindings: chosen ? rowBindingsSchema.parse(chosen.bindings) : null,
    vars: batch.vars as Record<string, string>,
  };
}
