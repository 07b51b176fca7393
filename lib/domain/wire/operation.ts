import { z } from 'zod';
import { JOB_STATES, type JobState } from '../job-state';
import type { Operation } from '../operation';
import { timeOrNull, timeSchema } from './time';

export const operationSchema = z.object({
  id: z.uuid(),
  batch_id: z.uuid(),
  kind: z.enum(['retry', 'stop', 'resolve']),
  total: z.int().describe('rows chosen when it was asked for'),
  done: z.int().describe('rows changed so far'),
  status: z.enum(['running', 'done', 'cancelled']).describe('cancelled: the batch was stopped meanwhile'),
  created_at: timeSchema,
  ended_at: timeSchema.nullable(),
});
export type OperationJson = z.infer<typeof operationSchema>;

export function toOperationJson(operation: Operation): OperationJson {
  const { id, kind, total, done } = operation;
  return {
    ...{ id, kind, total, done },
    batch_id: operation.batchId,
    status: operation.endedAt === null ? 'running' : operation.isCancelled ? 'cancelled' : 'done',
    created_at: operation.createdAt.toISOString(),
    ended_at: timeOrNull(operation.endedAt),
  };
}

/** What a change of more than 10,000 rows answers: it goes on after the answer. */
export const begunOperationSchema = z.object({
  operation_id: z.uuid(),
  batch_id: z.uuid(),
  counts: z.partialRecord(z.enum(JOB_STATES), z.int()).describe('rows chosen, by the state they are in'),
});
export type BegunOperationJson = z.infer<typeof begunOperationSchema>;

export function toBegunOperationJson(
  batchId: string,
  { id, counts }: { readonly id: string; readonly counts: Partial<Record<JobState, number>> },
): BegunOperationJson {
  return { operation_id: id, batch_id: batchId, counts };
}
