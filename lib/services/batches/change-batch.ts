import { writeAudit } from '../../db/audit';
import type { JsonInput } from '../../db/records';
import { notifyBatch } from '../../db/sql/notify-batch';
import { wakeLanes } from '../../db/sql/wake-batch';
import {
  type BatchSettings,
  type BatchSettingsInput,
  batchSettingsSchema,
} from '../../domain/batch-settings';
import { ValidationError } from '../../domain/errors';
import type { Context } from '../context';
import type { BatchView } from './batch-view';
import { checkSettings } from './check-batch-input';
import { type BatchRecord, findBatch } from './find-batch';
import { getBatch } from './get-batch';

export interface ChangeBatchInput {
  readonly batchId: string;
  readonly name?: string | undefined;
  /** All of them; checked by `tagsSchema`. */
  readonly tags?: readonly string[] | undefined;
  /** True: it is not deleted for its age. */
  readonly keep?: boolean | undefined;
  /** Only the settings to change; they hold from the next claim on. */
  readonly settings?: BatchSettingsInput | undefined;
}

/** Renames a batch, tags it, keeps it or changes its settings, also while it runs. @throws NotFoundError, ValidationError */
export async function changeBatch(context: Context, input: ChangeBatchInput): Promise<BatchView> {
  const batch = await findBatch(context.db, input.batchId);
  const name = input.name?.trim();
  if (name === '') throw new ValidationError('name_empty', 'A batch needs a name.');
  const { count } = await context.db.prisma.batch.updateMany({
    where: { id: batch.id, kind: 'run', settings: { equals: batch.settings as JsonInput } },
    data: {
      ...changedSettings(batch, input.settings ?? {}),
      ...(name ? { name } : {}),
      ...(input.tags ? { tags: [...input.tags] } : {}),
      ...(input.keep === undefined ? {} : { keptAt: input.keep ? (batch.keptAt ?? new Date()) : null }),
    },
  });
  // Somebody changed the settings at this moment, or deleted the batch: lay the change over what there is now.
  if (count === 0) return changeBatch(context, input);
  await wakeLanes(context.db.pool, batch.id);
  await writeAudit(context.db, context.actor, {
    action: 'batch.change',
    entity: 'batch',
    entityId: batch.id,
    batchId: batch.id,
    ...(input.keep === undefined ? {} : { details: { keep: input.keep } }),
  });
  await notifyBatch(context.db.pool, batch.id);
  return getBatch(context, { batchId: batch.id });
}

function changedSettings(batch: BatchRecord, change: BatchSettingsInput) {
  const merged = mergeSettings(batch.settings as BatchSettings, change);
  const settings = checkSettings(merged, batch.upload.headers);
  return { settings, concurrency: settings.concurrency, priority: settings.priority };
}

function mergeSettings(current: BatchSettings, change: BatchSettingsInput): BatchSettingsInput {
  const known = new Set(Object.keys(batchSettingsSchema.shape));
  const unknown = Object.keys(change).filter((key) => !known.has(key));
  if (unknown.length > 0) {
    throw new ValidationError('settings_invalid', `Unknown settings: ${unknown.join(', ')}.`, { unknown });
  }
  const fixed = (['key_column', 'skip_done', 'account_column'] as const).filter(
    (key) => change[key] !== undefined && change[key] !== current[key],
  );
  if (fixed.length > 0) {
    throw new ValidationError(
      'settings_fixed',
      `${fixed.join(', ')} cannot change any more: create another batch to change it.`,
      { fixed },
    );
  }
  return { ...current, ...change };
}
