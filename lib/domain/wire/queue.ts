import { z } from 'zod';
import { WAITING_CODES, type Waiting } from '../waiting';
import { timeOrNull, timeSchema } from './time';

/** What waits for workers. */
export const queueSchema = z.object({
  waiting_rows: z.int().describe('rows of running batches that no worker has yet'),
  oldest_waiting_at: timeSchema.nullable().describe('since when the oldest of them could have run'),
  held: z
    .array(
      z.object({
        batch_id: z.uuid(),
        batch_name: z.string(),
        pending_rows: z.int(),
        waiting: z.object({ code: z.enum(WAITING_CODES), text: z.string(), until: timeSchema.nullable() }),
      }),
    )
    .describe('batches with rows left that do not move, and why; the first 50'),
});
export type QueueJson = z.infer<typeof queueSchema>;

export function toQueueJson(queue: {
  readonly waitingRows: number;
  readonly oldestWaitingAt: Date | null;
  readonly held: readonly {
    readonly id: string;
    readonly name: string;
    readonly pendingRows: number;
    readonly waiting: Waiting;
  }[];
}): QueueJson {
  return {
    waiting_rows: queue.waitingRows,
    oldest_waiting_at: timeOrNull(queue.oldestWaitingAt),
    held: queue.held.map(({ id, name, pendingRows, waiting }) => ({
      batch_id: id,
      batch_name: name,
      pending_rows: pendingRows,
      waiting: { code: waiting.code, text: waiting.text, until: timeOrNull(waiting.until) },
    })),
  };
}
