import type { BatchSettings } from './batch-settings';
import { FAILURE_RULES, type Failure } from './failure';
import type { JobState } from './job-state';

/** Rows lost with their worker get this many further attempts, whatever `max_retries` says. */
export const LOST_WORKER_RETRIES = 2;
/** The longest wait that a target may ask for with Retry-After. */
export const MAX_RETRY_AFTER_SECONDS = 3600;

export type RetrySettings = Pick<
  BatchSettings,
  'max_retries' | 'retry_delay' | 'backoff_factor' | 'max_retry_delay' | 'jitter'
>;

/**
 * Seconds to wait before retry number `retryNumber` (1-based): `min(delay * factor^(n-1), cap)`.
 * @param random 0..1, used only with jitter: the wait then lies between half and all of the computed one.
 */
export function retryDelaySeconds(settings: RetrySettings, retryNumber: number, random = 1): number {
  const grown = settings.retry_delay * settings.backoff_factor ** (retryNumber - 1);
  const wait = Math.min(grown, settings.max_retry_delay);
  return settings.jitter ? wait * (0.5 + random / 2) : wait;
}

/** How an attempt ended, as its lane saw it. */
export type AttemptResult =
  | { readonly kind: 'completed' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly isClear: boolean }
  | { readonly kind: 'stopped' }
  /** `inSeconds`: not before these have passed. */
  | { readonly kind: 'given_back'; readonly inSeconds?: number };

export interface AttemptFacts {
  /** The durable commit mark was written: the action may have reached the target. */
  readonly isCommitted: boolean;
  /** Failed attempts of the present round before this one (given-back and lost ones do not count). */
  readonly failedBefore: number;
  readonly random: number;
}

export interface Decision {
  readonly state: Exclude<JobState, 'running'>;
  /** Seconds until the retry, when the state is `pending`; 0 means at once. */
  readonly retryInSeconds?: number;
}

/**
 * What becomes of the job. After a commit mark only two results are clear: completed, or failed by a `fail` step
 * (`isClear`); anything else may have been submitted and is `unconfirmed`.
 */
export function decideJob(result: AttemptResult, facts: AttemptFacts, settings: RetrySettings): Decision {
  if (result.kind === 'completed') return { state: 'completed' };
  if (facts.isCommitted && !(result.kind === 'failed' && result.isClear)) return { state: 'unconfirmed' };
  if (result.kind === 'stopped') return { state: 'stopped' };
  if (result.kind === 'given_back') {
    return { state: 'pending', retryInSeconds: result.inSeconds ?? 0 };
  }
  const canRetry =
    FAILURE_RULES[result.failure.kind].isRetried &&
    !facts.isCommitted &&
    facts.failedBefore < settings.max_retries;
  if (!canRetry) return { state: 'failed' };
  return { state: 'pending', retryInSeconds: waitFor(result.failure, facts, settings) };
}

function waitFor(failure: Failure, facts: AttemptFacts, settings: RetrySettings): number {
  if (failure.retryAfterSeconds !== undefined) {
    return Math.min(failure.retryAfterSeconds, MAX_RETRY_AFTER_SECONDS);
  }
  return retryDelaySeconds(settings, facts.failedBefore + 1, facts.random);
}

/** What becomes of a row whose worker fell silent. Its loss is not the row's fault, so it has a budget of its own. */
export function decideLost(facts: { isCommitted: boolean; lostBefore: number }): Decision {
  if (facts.isCommitted) return { state: 'unconfirmed' };
  return facts.lostBefore < LOST_WORKER_RETRIES
    ? { state: 'pending', retryInSeconds: 0 }
    : { state: 'failed' };
}
