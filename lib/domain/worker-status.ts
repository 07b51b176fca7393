import { z } from 'zod';

/** Why a browser was replaced: pages served, age, memory; it died, or did not let go of a page. */
export const RECYCLE_REASONS = ['contexts', 'age', 'memory', 'died', 'stuck'] as const;
export type RecycleReason = (typeof RECYCLE_REASONS)[number];

const count = z.int().min(0);

/** Where a running row stood. Verbs and numbers only: a step's title may hold a cell. */
const rowStatusSchema = z.object({
  batch_id: z.string(),
  row_index: count,
  attempt_no: count,
  /** 1-based; null before the first step and after the last. */
  step: count.nullable(),
  steps: count.nullable(),
  verb: z.string().nullable(),
  /** Milliseconds since that step began. */
  for_ms: z.number().min(0),
});

const recentSchema = z.object({
  /** The span looked back over: five minutes, less after a start. */
  seconds: z.number().min(0),
  rows_ended: count,
  attempts: count,
  attempts_failed: count,
});

const browsersSchema = z.object({
  recycles: z.partialRecord(z.enum(RECYCLE_REASONS), count),
  last: z.object({ reason: z.enum(RECYCLE_REASONS), ago_ms: z.number().min(0) }).nullable(),
});

/** What a worker says of itself with every heartbeat. Ages, not times: its clock is its own. */
const workerStatusSchema = z.object({
  rows: z.array(rowStatusSchema).catch([]),
  recent: recentSchema.nullable().catch(null),
  browsers: browsersSchema.nullable().catch(null),
});
export type WorkerStatus = z.infer<typeof workerStatusSchema>;
export type RowStatus = z.infer<typeof rowStatusSchema>;
export type RecentWork = z.infer<typeof recentSchema>;
export type BrowserRecycles = z.infer<typeof browsersSchema>;

/** Reads what is stored; what a worker of another version wrote otherwise is left out. */
export function readWorkerStatus(stored: unknown): WorkerStatus {
  return workerStatusSchema.parse(typeof stored === 'object' && stored !== null ? stored : {});
}
