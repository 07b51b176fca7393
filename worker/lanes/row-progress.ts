import type { RowStatus } from '../../lib/domain/worker-status';

/** Where a running row stands: changed in place at every step, read only now and then, so that it costs nothing. */
export interface RowProgress {
  readonly rowIndex: number;
  readonly attemptNo: number;
  step: number | null;
  steps: number | null;
  verb: string | null;
  /** `performance.now()` of its begin. */
  sinceMs: number;
  /** Shows its page to those who look at the row; null while it has none. Does not wait, and never throws. */
  show: (() => void) | null;
}

export function startProgress(row: { readonly rowIndex: number; readonly attemptNo: number }): RowProgress {
  const { rowIndex, attemptNo } = row;
  return { rowIndex, attemptNo, step: null, steps: null, verb: null, sinceMs: performance.now(), show: null };
}

/** @param step null: what comes before the first step or after the last */
export function noteStep(
  progress: RowProgress,
  step: { readonly no: number; readonly verb: string } | null,
): void {
  progress.step = step?.no ?? null;
  progress.verb = step?.verb ?? null;
  progress.sinceMs = performance.now();
}

interface LaneInUse {
  readonly hold: { readonly batchId: string };
  readonly progress: RowProgress | null;
}

/** What the heartbeat says of the rows that run in these lanes. */
export function rowStatuses(lanes: readonly LaneInUse[]): RowStatus[] {
  const nowMs = performance.now();
  return lanes.flatMap(({ hold, progress }) => {
    if (!progress) return [];
    const { rowIndex, attemptNo, step, steps, verb, sinceMs } = progress;
    const row = { batch_id: hold.batchId, row_index: rowIndex, attempt_no: attemptNo };
    return [{ ...row, step, steps, verb, for_ms: Math.round(nowMs - sinceMs) }];
  });
}
