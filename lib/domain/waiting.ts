import type { BatchReason, BatchState } from './batch-state';

export const WAITING_CODES = [
  'paused',
  'no_worker',
  'draining',
  'no_free_slot',
  'rate',
  'host',
  'account',
  'retry',
] as const;
export type WaitingCode = (typeof WAITING_CODES)[number];

/** Why a batch does not move, in one sentence. */
export interface Waiting {
  readonly code: WaitingCode;
  readonly text: string;
  /** When it goes on by itself; null when that is not known, or is up to a person. */
  readonly until: Date | null;
}

interface WaitingQuestion {
  readonly state: BatchState;
  readonly reason: BatchReason | null;
  readonly reasonText: string | null;
  readonly runningRows: number;
  readonly pendingRows: number;
}

interface Lanes {
  readonly liveWorkers: number;
  /** Of the live ones: those that shall take no rows. */
  readonly drainingWorkers: number;
  readonly heldLanes: number;
  readonly freeLanes: number;
  readonly nextAt: Date | null;
  readonly nextReason: 'rate' | 'host' | 'account' | null;
}

const LIMITS: Readonly<Record<NonNullable<Lanes['nextReason']> | 'retry', string>> = {
  rate: 'The rate of the batch allows its next row later.',
  host: 'The limit of the target host allows its next row later.',
  account: 'Every account with rows left has a row running or a retry to come.',
  retry: 'The next retry is not due yet.',
};

/** Null while rows run, or when there is nothing left to run. */
export function whyWaiting(batch: WaitingQuestion, lanes: Lanes): Waiting | null {
  const { state, runningRows, pendingRows } = batch;
  if (pendingRows === 0 || runningRows > 0) return null;
  if (state === 'paused' || state === 'waiting') {
    return { code: 'paused', text: sentence(batch.reasonText ?? 'The batch is paused'), until: null };
  }
  if (state !== 'running') return null;
  if (lanes.liveWorkers === 0) {
    return { code: 'no_worker', text: 'No worker is running.', until: null };
  }
  if (lanes.heldLanes > 0) return null;
  if (lanes.drainingWorkers >= lanes.liveWorkers) {
    return { code: 'draining', text: 'All workers drain: none takes rows.', until: null };
  }
  if (lanes.freeLanes > 0) {
    return { code: 'no_free_slot', text: 'All slots of the workers are taken by other rows.', until: null };
  }
  if (lanes.nextAt === null) return null;
  const code = lanes.nextReason ?? 'retry';
  return { code, text: LIMITS[code], until: lanes.nextAt };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
