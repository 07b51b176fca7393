/** A change of very many rows, made in stretches: by a worker, after the answer. */
export interface Operation {
  readonly id: string;
  readonly batchId: string;
  readonly kind: 'retry' | 'stop' | 'resolve';
  /** Rows that were chosen when it was asked for. */
  readonly total: number;
  /** Rows changed so far; one that moved on by itself meanwhile is left as it is. */
  readonly done: number;
  /** Whether the batch was stopped before all was done. */
  readonly isCancelled: boolean;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

/** Up to here a change is made at once, in one transaction, while the caller waits. */
export const AT_ONCE_ROWS = 10_000;
