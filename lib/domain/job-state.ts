export const JOB_STATES = ['pending', 'running', 'completed', 'failed', 'stopped', 'unconfirmed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** States in which a job has ended; only a person's or a policy's decision moves it again. */
export const ENDED_JOB_STATES = [
  'completed',
  'failed',
  'stopped',
  'unconfirmed',
] as const satisfies JobState[];

/** Who may cause a transition; the SQL operations repeat the same table as their guard. */
export type TransitionCause =
  | 'claim'
  | 'outcome'
  | 'retry_due'
  | 'given_back'
  | 'worker_lost'
  | 'stop'
  | 'retry'
  | 'resolve'
  | 'verify'
  | 'update_status';

const TRANSITIONS: Readonly<Record<TransitionCause, Partial<Record<JobState, readonly JobState[]>>>> = {
  claim: { pending: ['running'] },
  outcome: { running: ['completed', 'failed', 'stopped', 'unconfirmed'] },
  retry_due: { running: ['pending'] },
  given_back: { running: ['pending'] },
  worker_lost: { running: ['pending', 'failed', 'unconfirmed'] },
  stop: { pending: ['stopped'] },
  retry: { failed: ['pending'], stopped: ['pending'] },
  resolve: { unconfirmed: ['completed', 'failed', 'pending'] },
  verify: { unconfirmed: ['completed', 'pending'] },
  update_status: { pending: ['completed', 'failed'] },
};

/** States from which `cause` may lead to `to`. */
export function statesBefore(cause: TransitionCause, to: JobState): JobState[] {
  return JOB_STATES.filter((from) => isLegalTransition(cause, from, to));
}

/** Whether a job may move from one state to another for this cause. Every other change is a ConflictError. */
export function isLegalTransition(cause: TransitionCause, from: JobState, to: JobState): boolean {
  return TRANSITIONS[cause][from]?.includes(to) ?? false;
}

/** Jobs per state. `total` is always the sum of the states. */
export type JobCounts = Readonly<Record<JobState, number>>;

export const NO_JOBS: JobCounts = {
  pending: 0,
  running: 0,
  completed: 0,
  failed: 0,
  stopped: 0,
  unconfirmed: 0,
};

export function totalJobs(counts: JobCounts): number {
  return JOB_STATES.reduce((sum, state) => sum + counts[state], 0);
}

/** Jobs that have ended in any way. */
export function endedJobs(counts: JobCounts): number {
  return ENDED_JOB_STATES.reduce((sum, state) => sum + counts[state], 0);
}
