import { z } from 'zod';
import { type BatchSource, batchSchema, toAutomationJson } from './batch';
import { toOperationJson } from './operation';
import { pageSchema } from './page';
import { timeOrNull, timeSchema } from './time';

const batchShape = batchSchema.pick({
  id: true,
  url: true,
  name: true,
  status: true,
  reason: true,
  outcome: true,
  automation: true,
  automations: true,
  archived_at: true,
  operation: true,
}).shape;

/** A batch with rows whose outcome nobody knows. */
export const unconfirmedBatchSchema = z.object({
  ...batchShape,
  unconfirmed: z.int().describe('rows whose outcome nobody knows'),
  asked: z
    .int()
    .describe('of them, those about which the site is still to be asked; the others wait for a person'),
  oldest_at: timeSchema.describe('since when the oldest of them waits'),
});
export type UnconfirmedBatchJson = z.infer<typeof unconfirmedBatchSchema>;

export const unconfirmedPageSchema = pageSchema(unconfirmedBatchSchema).extend({
  total: z.object({ batches: z.int(), unconfirmed: z.int(), asked: z.int() }).describe('over all batches'),
  read_at: timeSchema.describe(
    'goes as `until` with a decision about all rows, so that it takes no later one',
  ),
});
export type UnconfirmedPageJson = z.infer<typeof unconfirmedPageSchema>;

type UnconfirmedSource = Pick<
  BatchSource,
  'id' | 'name' | 'state' | 'reason' | 'outcome' | 'automation' | 'automations' | 'archivedAt' | 'operation'
> & { readonly unconfirmedCount: number; readonly askedCount: number; readonly oldestAt: Date };

interface UnconfirmedPageSource {
  readonly items: readonly UnconfirmedSource[];
  readonly nextCursor: string | null;
  readonly totals: {
    readonly batchCount: number;
    readonly unconfirmedCount: number;
    readonly askedCount: number;
  };
  readonly readAt: Date;
}

/** @param publicUrl address of the dashboard, without a trailing slash */
export function toUnconfirmedPageJson(page: UnconfirmedPageSource, publicUrl: string): UnconfirmedPageJson {
  const { batchCount, unconfirmedCount, askedCount } = page.totals;
  return {
    items: page.items.map((item) => toItemJson(item, publicUrl)),
    next_cursor: page.nextCursor,
    total: { batches: batchCount, unconfirmed: unconfirmedCount, asked: askedCount },
    read_at: page.readAt.toISOString(),
  };
}

function toItemJson(batch: UnconfirmedSource, publicUrl: string): UnconfirmedBatchJson {
  const { id, name, reason, outcome } = batch;
  return {
    ...{ id, name, reason, outcome },
    url: `${publicUrl}/batches/${id}`,
    status: batch.state,
    automation: batch.automation && toAutomationJson(batch.automation),
    automations: batch.automations.map(toAutomationJson),
    archived_at: timeOrNull(batch.archivedAt),
    operation: batch.operation && toOperationJson(batch.operation),
    unconfirmed: batch.unconfirmedCount,
    asked: batch.askedCount,
    oldest_at: batch.oldestAt.toISOString(),
  };
}
