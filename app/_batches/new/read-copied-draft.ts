import { NotFoundError, ValidationError } from '@/lib/domain/errors';
import type { Context } from '@/lib/services/context';
import { planFromBatch } from '@/lib/services/schedules/plan-from-batch';
import { type BatchDraft, EMPTY_DRAFT } from './batch-draft';
import { BY_ROW } from './likely-automation';

/** What a batch was made of, for the page that makes another one. */
export interface CopiedDraft {
  readonly uploadId: string;
  readonly draft: BatchDraft;
}

/** Null when the batch is gone, or cannot be made again. */
export async function readCopiedDraft(context: Context, batchId: string | null): Promise<CopiedDraft | null> {
  if (batchId === null) return null;
  try {
    return toDraft(await planFromBatch(context, batchId));
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof ValidationError) return null;
    throw error;
  }
}

function toDraft(plan: Awaited<ReturnType<typeof planFromBatch>>): CopiedDraft {
  const { key_column: keyColumn, skip_done: skipDone, ...settings } = plan.settings ?? {};
  return {
    uploadId: plan.uploadId,
    draft: {
      ...EMPTY_DRAFT,
      automation: plan.automation ?? BY_ROW,
      bindings: plan.bindings ?? {},
      vars: plan.vars ?? {},
      onlyValidRows: plan.rows === 'valid',
      keyColumn: keyColumn ?? null,
      skipDone: skipDone ?? false,
      limit: plan.limit ?? null,
      settings,
    },
  };
}
