import type { BatchOutcome, BatchReason } from './batch-state';

/** Something about a batch that somebody is told of. */
export interface BatchHappening {
  readonly kind: 'batch_finished' | 'batch_paused' | 'rows_unconfirmed';
  readonly reason: BatchReason | null;
  readonly outcome: BatchOutcome | null;
}

const PAUSED: Partial<Readonly<Record<BatchReason, string>>> = {
  canary: 'waits for you: its first rows have run',
  breaker: 'was paused: too many rows fail',
  login: 'was paused: a login is lost',
  disk: 'was paused: the disk is nearly full',
};

const ENDED: Readonly<Record<BatchOutcome, string>> = {
  completed: 'has finished: all rows completed',
  with_problems: 'has finished with failed or unconfirmed rows',
  stopped: 'was stopped',
};

/** What happened, to stand after the batch's name. */
export function happeningInWords({ kind, reason, outcome }: BatchHappening): string {
  if (kind === 'rows_unconfirmed') return 'has rows that nobody knows the outcome of: look at them';
  if (kind === 'batch_paused') return PAUSED[reason ?? 'person'] ?? 'was paused';
  return outcome === null ? 'has finished' : ENDED[outcome];
}
