import type { AttemptRecord, Claim, EndedAttemptState } from '../../lib/domain/lane';
import {
  answerText,
  decideVerification,
  judgeAnswer,
  type VerificationAnswer,
  type VerificationOrder,
} from '../../lib/domain/verification';
import type { AttemptOutcome } from './attempt-outcome';

/** An attempt that asked the site: "no" is a failed one, and one that got no answer leaves the row as unclear as it was. */
const ATTEMPT_STATES: Readonly<Record<VerificationAnswer, EndedAttemptState>> = {
  found: 'completed',
  not_found: 'failed',
  no_answer: 'unconfirmed',
};

/** What is written when an attempt asked the site about an unconfirmed row. */
export function buildVerificationRecord(
  claim: Claim,
  order: VerificationOrder,
  outcome: AttemptOutcome,
): AttemptRecord {
  const { result, effect: _e, isCommitted: _c, closed: _closed, page, ...evidence } = outcome;
  const shared = { ...evidence, rowIndex: claim.rowIndex, attemptNo: claim.attemptNo, fingerprint: null };
  const { settleSeconds, notFoundCount, unansweredCount } = order;
  if (result.kind === 'stopped' || result.kind === 'given_back') {
    // A host that is visited too often already says for how long.
    const askAgainInSeconds = result.kind === 'given_back' ? (result.inSeconds ?? 0) : 0;
    const again = { state: 'unconfirmed', isCountedNo: false } as const;
    const decision = { ...again, askAgainInSeconds, notFoundCount, unansweredCount };
    const verification = { answer: null, settleSeconds, decision };
    return { ...shared, attemptState: result.kind, decision, failure: null, verification };
  }
  const answer = judgeAnswer(result, outcome.steps, page);
  const decision = decideVerification(answer, order, claim.failedCount < claim.settings.max_retries);
  return {
    ...shared,
    attemptState: ATTEMPT_STATES[answer],
    decision: { state: decision.state },
    failure: failureOf(answer, order, result),
    verification: { answer, settleSeconds, decision },
  };
}

const NOTHING_ASKED = {
  kind: 'automation',
  code: 'nothing_asked',
  message: 'No step asked anything.',
} as const;

function failureOf(
  answer: VerificationAnswer,
  order: VerificationOrder,
  result: AttemptOutcome['result'],
): AttemptRecord['failure'] {
  if (answer === 'found') return null;
  const failure = result.kind === 'failed' ? result.failure : NOTHING_ASKED;
  return { ...failure, message: answerText(answer, order, failure.message) };
}
