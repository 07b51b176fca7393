import { randomBytes } from 'node:crypto';
import { createScope } from '../../automation/create-scope';
import { describeRow } from '../../automation/describe-run';
import type { Automation } from '../../automation/schema';
import { writeAudit } from '../../db/audit';
import { newId } from '../../db/new-id';
import type { Upload } from '../../db/records';
import type { UploadRowItem } from '../../db/sql/read-upload-rows';
import { type BatchSettings, batchSettingsSchema } from '../../domain/batch-settings';
import type { BindingChoices, Bindings } from '../../domain/bindings';
import { makeRunId } from '../../domain/run-id';
import { getAutomation } from '../automations/get-automation';
import { requireValid } from '../automations/save-automation';
import { checkBindings, checkReferences } from '../batches/check-batch-input';
import { recallBindings } from '../bindings/remember-bindings';
import { settleBindings } from '../checks/settle-bindings';
import { actorName, actorUserId, type Context } from '../context';
import { secretNames } from '../secrets/secret-names';
import { requireSession } from '../sessions/require-session';
import { fileColumns } from '../uploads/file-columns';
import { findStop } from './find-stop';
import { getTry, type TryView } from './get-try';
import { ownBindings } from './own-bindings';
import { readTriedRow, rowInvalid } from './read-tried-row';

export interface StartTryInput {
  readonly uploadId: string;
  /** Name of a stored automation. */
  readonly automation: string;
  readonly automationVersion?: number | undefined;
  /** 0-based. */
  readonly rowIndex: number;
  readonly bindings?: BindingChoices | undefined;
  readonly vars?: Readonly<Record<string, string>> | undefined;
  /** The step (its number or id) before which the try ends; unless told otherwise the first that submits. */
  readonly stopBefore?: number | string | undefined;
  /** Go through the step that submits: what it does at the target is real. */
  readonly submit?: boolean | undefined;
  /** Only this worker runs it: one with a browser that people see. */
  readonly onlyWorkerId?: string | undefined;
}

/** A try goes before the rows of every batch, is never repeated by itself, and its pictures are those of its steps. */
const TRY_SETTINGS: BatchSettings = batchSettingsSchema.parse({
  max_retries: 0,
  priority: 100,
  break_at_equal_failures: 0,
  evidence: { screenshot: 'never', trace: 'always' },
});

/**
 * Tries one row of a file: a batch of kind `try` with one job, so that lanes, fencing, commit mark and evidence are
 * those of every run. Nothing of it shows among the batches. Wrong input starts nothing.
 * @throws NotFoundError, ConflictError, ValidationError `row_out_of_range`, `row_invalid`, `step_unknown`,
 * `try_would_submit` and those of createBatch
 */
export async function startTry(context: Context, input: StartTryInput): Promise<TryView> {
  const version = await getAutomation(context, { name: input.automation, version: input.automationVersion });
  const { automation } = requireValid(version.resolved, version.name, await secretNames(context.db));
  await requireSession(context.db, automation);
  const stopBefore = findStop(automation, input);
  const { upload, row } = await readTriedRow(context.db, input);
  const bound = checkBindings(automation, fileColumns(upload), {
    chosen: input.bindings ?? ownBindings(automation, upload, row),
    remembered: await recallBindings(context, version.name, upload.headers),
  });
  checkReferences(automation, upload.headers, input.vars);
  const { id: automationId, version: no } = version;
  const asked = { id: automationId, version: no, inputs: automation.inputs };
  const bindings = await settleBindings(context.db, upload, asked, bound.bindings);
  const steps = planSteps(automation, { upload, row, bindings, vars: { ...input.vars } });
  const id = newId();
  const now = new Date();
  await context.db.prisma.batch.create({
    data: {
      id,
      runId: makeRunId(now, randomBytes(3).toString('hex')),
      name: upload.filename,
      kind: 'try',
      tryRow: row.rowIndex,
      tryStopBefore: stopBefore,
      onlyWorkerId: input.onlyWorkerId ?? null,
      uploadId: upload.id,
      automationId: version.id,
      automationVersion: version.version,
      ownerId: actorUserId(context.actor),
      ownerName: actorName(context.actor),
      state: 'running',
      startedAt: now,
      settings: TRY_SETTINGS,
      bindings,
      vars: { ...input.vars },
      priority: TRY_SETTINGS.priority,
      ...{ totalJobs: 1, fileRows: 1, importedRows: 1, bucketSize: row.rowIndex + 1 },
      jobs: { create: { rowIndex: row.rowIndex } },
      buckets: { create: { bucketNo: 0, pending: 1 } },
      lanes: { create: { laneNo: 0 } },
      trySteps: { create: steps },
    },
  });
  await writeAudit(context.db, context.actor, {
    ...{ action: 'try.start', entity: 'try', entityId: id, rowIndex: row.rowIndex },
    details: { automation: version.name, version: version.version, stop_before: stopBefore },
  });
  await context.queue.send('remove-tries', {});
  return getTry(context, { tryId: id });
}

function planSteps(
  automation: Automation,
  of: {
    upload: Upload;
    row: UploadRowItem;
    bindings: Bindings;
    vars: Readonly<Record<string, string>>;
  },
) {
  const { upload, row, bindings, vars } = of;
  const { rowIndex, cells } = row;
  const { headers } = upload;
  const { scope, problems } = createScope({
    ...{ automation, bindings, headers, cells, rowIndex, vars },
    batchId: 'try',
  });
  if (problems.length > 0) throw rowInvalid(row, problems);
  return describeRow(automation, scope).map(({ step, words }) => ({
    no: step.index + 1,
    verb: step.verb,
    title: words,
  }));
}
