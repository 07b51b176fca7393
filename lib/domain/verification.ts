import type { AttemptResult, Decision } from './retry-policy';

/** What a step was and how it ended. */
interface EndedStep {
  readonly verb: string;
  readonly state: 'passed' | 'failed' | 'skipped';
}

/** The page that answered. */
export interface SeenPage {
  /** HTTP status of its document. */
  readonly status: number;
  /** Its scripts asked for something and did not get it: what is missing on the page may exist. */
  readonly hasBrokenCalls: boolean;
}

/** What the site said about a row that may have been submitted. */
export type VerificationAnswer = 'found' | 'not_found' | 'no_answer';

/** What is known of a row when the site is asked about it. */
export interface VerificationOrder {
  /** Seconds that the site may need until it shows what it took. */
  readonly settleSeconds: number;
  /** Whether a row that was not found runs again. */
  readonly rerunsNotFound: boolean;
  /** Asked late enough: "not found" means something. */
  readonly doesNoCount: boolean;
  readonly notFoundCount: number;
  readonly unansweredCount: number;
}

export interface VerificationDecision {
  readonly state: Extract<Decision['state'], 'completed' | 'pending' | 'unconfirmed'>;
  /** Seconds until the site is asked again, at least until a "not found" counts; null: a person decides. */
  readonly askAgainInSeconds: number | null;
  readonly notFoundCount: number;
  readonly unansweredCount: number;
  /** This answer was a "not found" that counts: the next one counts after another settling time only. */
  readonly isCountedNo: boolean;
}

/** One "not found" may be a moment's; only the second is believed. */
export const NOT_FOUND_NEEDED = 2;
/** A site that gave no answer this often is left alone. */
export const MAX_UNANSWERED = 5;
const MAX_BACK_OFF_SECONDS = 900;

/** Steps that ask the page something. */
const ASKING = ['expect', 'wait_for', 'extract'];
/** What such a step says of a page on which the thing is not there. */
const NOT_THERE = ['expectation_failed', 'wait_for_timeout', 'element_missing'];
/** A `fail` step may also say that the site is down or wants a sign-in: that is no answer. */
const CLEAR_NO = ['target_rejected', 'page_mismatch', 'input'];

/**
 * "Found" needs a step that asked and passed; "not found" a step that asked, on a page that the site really served.
 * @param page as it stood at the end; absent when there was none
 */
export function judgeAnswer(
  result: AttemptResult,
  steps: readonly EndedStep[],
  page: SeenPage | undefined,
): VerificationAnswer {
  if (result.kind === 'completed') {
    const hasAsked = steps.some((step) => step.state === 'passed' && ASKING.includes(step.verb));
    return hasAsked ? 'found' : 'no_answer';
  }
  if (result.kind !== 'failed' || !isServed(page)) return 'no_answer';
  const { failure, isClear } = result;
  if (isClear) return CLEAR_NO.includes(failure.kind) ? 'not_found' : 'no_answer';
  const verb = steps.at(-1)?.verb ?? '';
  return ASKING.includes(verb) && NOT_THERE.includes(failure.code) ? 'not_found' : 'no_answer';
}

/** 404 and 410 are how sites say that something does not exist; 401, 403 and the like only that they do not tell. */
function isServed(page: SeenPage | undefined): boolean {
  if (!page || page.hasBrokenCalls) return false;
  return (page.status >= 200 && page.status < 300) || page.status === 404 || page.status === 410;
}

/** What becomes of an unconfirmed row after the site was asked. @param canRerun the row has retries left */
export function decideVerification(
  answer: VerificationAnswer,
  order: VerificationOrder,
  canRerun: boolean,
): VerificationDecision {
  const { notFoundCount, unansweredCount } = order;
  const counts = { notFoundCount, unansweredCount, isCountedNo: false };
  const stays = { ...counts, state: 'unconfirmed' } as const;
  if (answer === 'found') return { ...counts, state: 'completed', askAgainInSeconds: null };
  if (answer === 'no_answer') {
    const count = unansweredCount + 1;
    const askAgainInSeconds = count < MAX_UNANSWERED ? backOffSeconds(order.settleSeconds, count) : null;
    return { ...stays, unansweredCount: count, askAgainInSeconds };
  }
  if (!order.doesNoCount) return { ...stays, askAgainInSeconds: 0 };
  const counted = { ...counts, notFoundCount: notFoundCount + 1, isCountedNo: true };
  if (counted.notFoundCount < NOT_FOUND_NEEDED)
    return { ...counted, state: 'unconfirmed', askAgainInSeconds: 0 };
  const isRerun = order.rerunsNotFound && canRerun;
  return { ...counted, state: isRerun ? 'pending' : 'unconfirmed', askAgainInSeconds: null };
}

/** Doubled each time, from the settling time on. */
function backOffSeconds(settleSeconds: number, count: number): number {
  return Math.min(Math.max(settleSeconds, 1) * 2 ** (count - 1), MAX_BACK_OFF_SECONDS);
}

/** What the site said, in words for the row. */
export function answerText(answer: VerificationAnswer, order: VerificationOrder, message: string): string {
  if (answer === 'no_answer') return `The site gave no answer about this row: ${message}`;
  if (!order.doesNoCount) return `Asked too early, the site does not show this row: ${message}`;
  return order.notFoundCount + 1 < NOT_FOUND_NEEDED
    ? `The site does not show this row, and is asked once more: ${message}`
    : `Probably not submitted, the site was asked twice and does not show this row: ${message}`;
}
