import { type RunningRow, readRunningRows } from '../../db/sql/read-running-rows';
import { readWorkers, type SeenWorker } from '../../db/sql/read-workers';
import { readWorkerStatus, type WorkerStatus } from '../../domain/worker-status';
import type { Context } from '../context';

/** A row that a worker runs now, and where it stood at the worker's last heartbeat. */
export interface WorkerRow extends Omit<RunningRow, 'workerId'> {
  /** Null between steps, and until the next heartbeat. */
  readonly step: {
    readonly no: number;
    readonly count: number | null;
    readonly verb: string;
    readonly startedAt: Date;
  } | null;
}

export interface WorkerView extends Omit<SeenWorker, 'status'> {
  readonly rows: readonly WorkerRow[];
  readonly recent: WorkerStatus['recent'];
  readonly recycleCount: number;
  readonly lastRecycle: { readonly reason: string; readonly at: Date } | null;
}

/** Workers heard of within a day, the live ones first, with the rows that each runs. */
export async function listWorkers(context: Pick<Context, 'db'>): Promise<WorkerView[]> {
  const { pool } = context.db;
  const [workers, rows] = await Promise.all([readWorkers(pool), readRunningRows(pool)]);
  return workers.map((worker) => toWorkerView(worker, rows));
}

function toWorkerView({ status: stored, ...worker }: SeenWorker, rows: readonly RunningRow[]): WorkerView {
  const { rows: stood, recent, browsers } = readWorkerStatus(stored);
  const own = rows.filter(({ workerId }) => workerId === worker.id);
  const ago = (ms: number) => new Date(worker.seenAt.getTime() - ms);
  const last = browsers?.last ?? null;
  return {
    ...worker,
    rows: own.map((row) => withStep(row, stood, ago)),
    // What a worker that is gone did lately says nothing of now.
    recent: worker.isLive ? recent : null,
    recycleCount: Object.values(browsers?.recycles ?? {}).reduce((sum, count) => sum + (count ?? 0), 0),
    lastRecycle: last && { reason: last.reason, at: ago(last.ago_ms) },
  };
}

function withStep(
  { workerId: _, ...row }: RunningRow,
  stood: WorkerStatus['rows'],
  ago: (ms: number) => Date,
): WorkerRow {
  const found = stood.find((other) => other.batch_id === row.batchId && other.row_index === row.rowIndex);
  if (!found || found.step === null || found.verb === null) return { ...row, step: null };
  const { step: no, steps: count, verb, for_ms: forMs } = found;
  return { ...row, step: { no, count, verb, startedAt: ago(forMs) } };
}
