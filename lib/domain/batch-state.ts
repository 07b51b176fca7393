import type { JobCounts } from './job-state';

export const BATCH_STATES = [
  'importing',
  'ready',
  'running',
  'paused',
  'waiting',
  'stopping',
  'finished',
  'failed',
] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** Whether a list leaves archived batches out, or shows them too or alone. */
export const ARCHIVED = ['exclude', 'include', 'only'] as const;
export type Archived = (typeof ARCHIVED)[number];

/** Why a batch is paused or waiting. */
export const BATCH_REASONS = ['person', 'canary', 'breaker', 'login', 'disk', 'schedule'] as const;
export type BatchReason = (typeof BATCH_REASONS)[number];

export const BATCH_OUTCOMES = ['completed', 'with_problems', 'stopped'] as const;
export type BatchOutcome = (typeof BATCH_OUTCOMES)[number];

export type BatchVerb =
  | 'imported'
  | 'import_failed'
  | 'start'
  | 'pause'
  | 'brake'
  | 'resume'
  | 'stop'
  | 'retry'
  | 'verify'
  | 'finish';

const FROM: Readonly<Record<BatchVerb, readonly BatchState[]>> = {
  imported: ['importing'],
  import_failed: ['importing'],
  start: ['ready', 'finished', 'paused'],
  pause: ['running', 'waiting'],
  brake: ['running'],
  resume: ['paused', 'waiting'],
  stop: ['ready', 'running', 'paused', 'waiting'],
  retry: ['ready', 'running', 'finished', 'paused', 'waiting'],
  // Paused: a person wants nothing to happen; what is due is asked when the batch goes on.
  verify: ['running', 'finished'],
  // Ready: all its rows were decided by hand.
  finish: ['ready', 'running', 'stopping', 'paused', 'waiting'],
};

/** States in which a verb is legal; every state change is one update guarded by this list. */
export function batchStatesFor(verb: BatchVerb): readonly BatchState[] {
  return FROM[verb];
}

/** The outcome a finished batch shows. A stopped batch stays `stopped` even when all its rows happened to end well. */
export function batchOutcome(counts: JobCounts, wasStopped: boolean): BatchOutcome {
  if (wasStopped || counts.stopped > 0) return 'stopped';
  return counts.failed + counts.unconfirmed > 0 ? 'with_problems' : 'completed';
}

/** Reasons that only a person can end; a disk or a schedule ends by itself. */
const PERSON_REASONS: ReadonlySet<BatchReason | null> = new Set(['person', 'canary', 'breaker', 'login']);

/** Whether nothing more happens until a person says how to go on. */
export function isWaitingForPerson(batch: {
  readonly state: BatchState;
  readonly reason: BatchReason | null;
}): boolean {
  return (batch.state === 'paused' || batch.state === 'waiting') && PERSON_REASONS.has(batch.reason);
}

/** All rows have ended, and the batch goes on only to ask the site about unconfirmed ones. */
export function isOnlyVerifying(state: BatchState, counts: JobCounts): boolean {
  return state === 'running' && counts.pending + counts.running === 0 && counts.unconfirmed > 0;
}
