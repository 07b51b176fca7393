import { z } from 'zod';
import { timeOrNull, timeSchema } from './time';

export const workerSchema = z.object({
  id: z.uuid(),
  host: z.string(),
  pid: z.int(),
  slots: z.int(),
  version: z.string(),
  browser: z.unknown(),
  memory_mb: z.int(),
  is_live: z.boolean(),
  is_draining: z.boolean(),
  started_at: timeSchema,
  seen_at: timeSchema,
  stopped_at: timeSchema.nullable(),
  rows: z.array(
    z.object({
      batch_id: z.uuid(),
      batch_name: z.string(),
      row_index: z.int(),
      is_try: z.boolean().describe('one row tried before a batch exists; no batch can be opened for it'),
      started_at: timeSchema.nullable(),
    }),
  ),
});
export type WorkerJson = z.infer<typeof workerSchema>;

export interface WorkerSource {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly slots: number;
  readonly version: string;
  readonly browser: unknown;
  readonly memoryMb: number;
  readonly isLive: boolean;
  readonly isDraining: boolean;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly stoppedAt: Date | null;
  readonly rows: readonly {
    readonly batchId: string;
    readonly batchName: string;
    readonly rowIndex: number;
    readonly isTry: boolean;
    readonly startedAt: Date | null;
  }[];
}

export function toWorkerJson(worker: WorkerSource): WorkerJson {
  const { id, host, pid, slots, version, browser } = worker;
  return {
    ...{ id, host, pid, slots, version, browser },
    memory_mb: worker.memoryMb,
    is_live: worker.isLive,
    is_draining: worker.isDraining,
    started_at: worker.startedAt.toISOString(),
    seen_at: worker.seenAt.toISOString(),
    stopped_at: timeOrNull(worker.stoppedAt),
    rows: worker.rows.map((row) => ({
      batch_id: row.batchId,
      batch_name: row.batchName,
      row_index: row.rowIndex,
      is_try: row.isTry,
      started_at: timeOrNull(row.startedAt),
    })),
  };
}
