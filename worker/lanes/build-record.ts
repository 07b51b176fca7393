import { failureFingerprint } from '../../lib/domain/fingerprint';
import type { AttemptRecord, Claim, EndedAttemptState } from '../../lib/domain/lane';
import { type AttemptResult, type Decision, decideJob } from '../../lib/domain/retry-policy';
import type { AttemptOutcome } from './attempt-outcome';
import { buildVerificationRecord } from './build-verification-record';

/** Joins outcome and claim to what is written. @param random 0..1, for the jitter of the retry. */
export function buildRecord(claim: Claim, outcome: AttemptOutcome, random: number): AttemptRecord {
  if (claim.verification) return buildVerificationRecord(claim, claim.verification, outcome);
  const { result, effect, isCommitted, closed: _closed, page: _page, ...evidence } = outcome;
  const facts = { effect, isCommitted, failedBefore: claim.failedCount, random };
  const decision = decideJob(result, facts, claim.settings);
  const failure = result.kind === 'failed' ? result.failure : null;
  return {
    ...evidence,
    rowIndex: claim.rowIndex,
    attemptNo: claim.attemptNo,
    attemptState: attemptState(result, decision),
    decision,
    failure,
    fingerprint: failure && failureFingerprint(failure, claim.cells),
  };
}

function attemptState(result: AttemptResult, decision: Decision): EndedAttemptState {
  return decision.state === 'unconfirmed' ? 'unconfirmed' : result.kind;
}
