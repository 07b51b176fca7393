import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CirclePause,
  CircleX,
  Clock3,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  Octagon,
  SquareSlash,
  TriangleAlert,
  UserRound,
} from 'lucide-react';
import type { BatchOutcome, BatchReason, BatchState } from '@/lib/domain/batch-state';
import type { JobState } from '@/lib/domain/job-state';

/** A row that is pending because its next attempt is not due yet shows as `waiting_for_retry`. */
export type RowStatus = JobState | 'waiting_for_retry';

export interface StatusLook {
  readonly word: string;
  readonly icon: LucideIcon;
  /** Text colour class, AA on every surface. */
  readonly color: string;
  readonly isMoving?: boolean;
}

/** Exhaustive by type: a state without word, icon and colour does not compile. */
export const ROW_STATUS: Readonly<Record<RowStatus, StatusLook>> = {
  pending: { word: 'pending', icon: CircleDashed, color: 'text-pending' },
  running: { word: 'running', icon: LoaderCircle, color: 'text-running', isMoving: true },
  completed: { word: 'completed', icon: CircleCheck, color: 'text-completed' },
  failed: { word: 'failed', icon: CircleX, color: 'text-failed' },
  stopped: { word: 'stopped', icon: SquareSlash, color: 'text-stopped' },
  unconfirmed: { word: 'unconfirmed', icon: CircleHelp, color: 'text-unconfirmed' },
  waiting_for_retry: { word: 'waiting for retry', icon: Clock3, color: 'text-pending' },
};

/** Colour of each state where an area is filled: the field, bars, legends. */
export const FILL: Readonly<Record<JobState, string>> = {
  pending: 'fill-fill-pending',
  running: 'fill-fill-running',
  completed: 'fill-fill-completed',
  failed: 'fill-fill-failed',
  stopped: 'fill-fill-stopped',
  unconfirmed: 'fill-fill-unconfirmed',
};

const BATCH_STATUS: Readonly<Record<BatchState, StatusLook>> = {
  importing: { word: 'importing', icon: LoaderCircle, color: 'text-running', isMoving: true },
  ready: { word: 'ready', icon: CircleDashed, color: 'text-pending' },
  running: { word: 'running', icon: LoaderCircle, color: 'text-running', isMoving: true },
  paused: { word: 'paused', icon: CirclePause, color: 'text-stopped' },
  waiting: { word: 'waiting', icon: Hourglass, color: 'text-stopped' },
  stopping: { word: 'stopping', icon: Octagon, color: 'text-stopped' },
  finished: { word: 'finished', icon: CircleCheck, color: 'text-completed' },
  failed: { word: 'import failed', icon: CircleX, color: 'text-failed' },
};

const OUTCOME: Readonly<Record<BatchOutcome, StatusLook>> = {
  completed: { word: 'completed', icon: CircleCheck, color: 'text-completed' },
  with_problems: { word: 'with problems', icon: TriangleAlert, color: 'text-failed' },
  stopped: { word: 'stopped', icon: SquareSlash, color: 'text-stopped' },
};

/** What a paused or waiting batch waits for, as it stands after its state. */
const REASON: Readonly<Record<BatchReason, string>> = {
  person: 'by a person',
  canary: 'after the first rows',
  breaker: 'too many failures',
  login: 'login needed',
  disk: 'disk full',
  schedule: 'for its time',
};

export interface BatchStatus {
  readonly state: BatchState;
  readonly outcome?: BatchOutcome | null;
  readonly reason?: BatchReason | null;
}

/** How a batch's state looks and reads, with its outcome or reason: "paused · too many failures". */
export function batchStatusLook({ state, outcome, reason }: BatchStatus): StatusLook {
  if (state === 'finished' && outcome) return OUTCOME[outcome];
  const look = BATCH_STATUS[state];
  if (state === 'waiting' && reason === 'person') return { ...look, icon: UserRound };
  const isHeld = (state === 'paused' || state === 'waiting') && reason;
  return isHeld ? { ...look, word: `${look.word} · ${REASON[reason]}` } : look;
}

/** The status a row shows. `nextRunAt` (ISO or null) is when its next attempt is due. */
export function rowStatus(state: JobState, nextRunAt: string | null): RowStatus {
  return state === 'pending' && nextRunAt !== null ? 'waiting_for_retry' : state;
}
