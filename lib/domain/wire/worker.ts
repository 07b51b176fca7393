import { z } from 'zod';
import type { RecentWork } from '../worker-status';
import { timeOrNull, timeSchema } from './time';

export const WORKER_STATES = ['live', 'draining', 'drained', 'lost', 'stopped'] as const;
export type WorkerState = (typeof WORKER_STATES)[number];

const rowSchema = z.object({
  batch_id: z.uuid(),
  batch_name: z.string(),
  row_index: z.int(),
  is_try: z.boolean().describe('one row tried before a batch exists; no batch can be opened for it'),
  started_at: timeSchema.nullable(),
  step: z
    .object({ no: z.int(), count: z.int().nullable(), verb: z.string(), started_at: timeSchema })
    .nullable()
    .describe('where it stood at the last heartbeat'),
});

export const workerSchema = z.object({
  id: z.uuid(),
  host: z.string(),
  pid: z.int(),
  state: z
    .enum(WORKER_STATES)
    .describe('draining: its rows end; drained: idle until it is resumed; lost: silent for 15 seconds'),
  slots: z.int(),
  version: z.string(),
  browser: z.unknown(),
  memory_mb: z.int().describe('of the worker and its browsers'),
  browser_memory_mb: z.int(),
  rows_per_minute: z.number().nullable().describe('ended in the last five minutes'),
  failure_rate: z.number().nullable().describe('0..1 of the attempts of the last five minutes'),
  browser_recycles: z.object({
    count: z.int(),
    last: z.object({ reason: z.string(), at: timeSchema }).nullable(),
  }),
  is_live: z.boolean(),
  is_draining: z.boolean(),
  started_at: timeSchema,
  seen_at: timeSchema,
  stopped_at: timeSchema.nullable(),
  rows: z.array(rowSchema),
});
export type WorkerJson = z.infer<typeof workerSchema>;
export type WorkerRowJson = z.infer<typeof rowSchema>;

interface WorkerSource {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly slots: number;
  readonly version: string;
  readonly browser: unknown;
  readonly memoryMb: number;
  readonly browserMemoryMb: number;
  readonly recent: RecentWork | null;
  readonly recycleCount: number;
  readonly lastRecycle: { readonly reason: string; readonly at: Date } | null;
  readonly isLive: boolean;
  readonly isDraining: boolean;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly stoppedAt: Date | null;
  readonly rows: readonly WorkerRowSource[];
}

interface WorkerRowSource {
  readonly batchId: string;
  readonly batchName: string;
  readonly rowIndex: number;
  readonly isTry: boolean;
  readonly startedAt: Date | null;
  readonly step: {
    readonly no: number;
    readonly count: number | null;
    readonly verb: string;
    readonly startedAt: Date;
  } | null;
}

export function toWorkerJson(worker: WorkerSource): WorkerJson {
  const { id, host, pid, slots, version, browser, lastRecycle } = worker;
  return {
    ...{ id, host, pid, slots, version, browser },
    state: stateOf(worker),
    memory_mb: worker.memoryMb,
    browser_memory_mb: worker.browserMemoryMb,
    ...pace(worker.recent),
    browser_recycles: {
      count: worker.recycleCount,
      last: lastRecycle && { reason: lastRecycle.reason, at: lastRecycle.at.toISOString() },
    },
    is_live: worker.isLive,
    is_draining: worker.isDraining,
    started_at: worker.startedAt.toISOString(),
    seen_at: worker.seenAt.toISOString(),
    stopped_at: timeOrNull(worker.stoppedAt),
    rows: worker.rows.map(toRowJson),
  };
}

function toRowJson(row: WorkerRowSource): WorkerRowJson {
  const { step } = row;
  return {
    batch_id: row.batchId,
    batch_name: row.batchName,
    row_index: row.rowIndex,
    is_try: row.isTry,
    started_at: timeOrNull(row.startedAt),
    step: step && {
      no: step.no,
      count: step.count,
      verb: step.verb,
      started_at: step.startedAt.toISOString(),
    },
  };
}

function stateOf({ stoppedAt, isLive, isDraining, rows }: WorkerSource): WorkerState {
  if (stoppedAt) return 'stopped';
  if (!isLive) return 'lost';
  if (!isDraining) return 'live';
  return rows.length > 0 ? 'draining' : 'drained';
}

/** Under a few seconds a rate says nothing. */
const LEAST_SECONDS = 5;

function pace(recent: RecentWork | null): Pick<WorkerJson, 'rows_per_minute' | 'failure_rate'> {
  if (!recent || recent.seconds < LEAST_SECONDS) return { rows_per_minute: null, failure_rate: null };
  const { attempts, attempts_failed: failed } = recent;
  return {
    rows_per_minute: (recent.rows_ended / recent.seconds) * 60,
    failure_rate: attempts > 0 ? failed / attempts : null,
  };
}
