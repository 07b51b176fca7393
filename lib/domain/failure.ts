/** What kinds of failure exist, whether a retry can heal them, and whether they count for the breaker. */
export const FAILURE_KINDS = [
  'input',
  'target_rejected',
  'needs_person',
  'target_unavailable',
  'timeout',
  'page_mismatch',
  'browser_crash',
  'worker_lost',
  'blocked',
  'automation',
  'stopped',
  'unexpected',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** Failure kinds that an author can tell from the page; the others are the worker's to say. */
export const AUTHORED_FAILURE_KINDS = [
  'target_rejected',
  'input',
  'needs_person',
  'target_unavailable',
  'page_mismatch',
] as const satisfies FailureKind[];

/** An attempt's failure as a value; `code` is stable, `message` is for people and carries no secret. */
export interface Failure {
  readonly kind: FailureKind;
  readonly code: string;
  readonly message: string;
  /** 1-based number of the step in the automation, when one step failed. */
  readonly step?: number;
  readonly stepTitle?: string;
  readonly selector?: string;
  /** What may help beside the message; it differs between failures that are alike. */
  readonly hint?: string;
  readonly url?: string;
  /** How long the target asked us to wait (Retry-After), in seconds. */
  readonly retryAfterSeconds?: number;
}

/** The message with its hint, as people read it. */
export function failureText({ message, hint }: Pick<Failure, 'message' | 'hint'>): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

interface FailureRule {
  readonly isRetried: boolean;
  readonly countsForBreaker: boolean;
  /** Consecutive failures of this kind after which the batch pauses, whatever the settings say. */
  readonly pausesBatchAfter?: number;
}

/** Exhaustive by type: a kind without a rule does not compile. */
export const FAILURE_RULES: Readonly<Record<FailureKind, FailureRule>> = {
  input: { isRetried: false, countsForBreaker: false },
  target_rejected: { isRetried: false, countsForBreaker: false },
  needs_person: { isRetried: false, countsForBreaker: true, pausesBatchAfter: 2 },
  target_unavailable: { isRetried: true, countsForBreaker: true },
  timeout: { isRetried: true, countsForBreaker: true },
  page_mismatch: { isRetried: true, countsForBreaker: true },
  browser_crash: { isRetried: true, countsForBreaker: true },
  worker_lost: { isRetried: false, countsForBreaker: false },
  blocked: { isRetried: false, countsForBreaker: true, pausesBatchAfter: 1 },
  automation: { isRetried: false, countsForBreaker: true, pausesBatchAfter: 1 },
  stopped: { isRetried: false, countsForBreaker: false },
  unexpected: { isRetried: true, countsForBreaker: true },
};
