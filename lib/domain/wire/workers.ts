import type { z } from 'zod';
import { pageSchema } from './page';
import { queueSchema, toQueueJson } from './queue';
import { toWorkerJson, workerSchema } from './worker';

export const workersSchema = pageSchema(workerSchema).extend({ queue: queueSchema });
export type WorkersJson = z.infer<typeof workersSchema>;

export function toWorkersJson(
  workers: readonly Parameters<typeof toWorkerJson>[0][],
  queue: Parameters<typeof toQueueJson>[0],
): WorkersJson {
  return { items: workers.map(toWorkerJson), next_cursor: null, queue: toQueueJson(queue) };
}
