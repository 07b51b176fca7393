import type { Database } from '@/lib/db/connect';
import { newId } from '@/lib/db/new-id';
import { claimJob } from '@/lib/db/sql/claim-job';
import { takeLane } from '@/lib/db/sql/take-lane';
import { registerWorker } from '@/lib/db/sql/worker-rows';
import type { Failure } from '@/lib/domain/failure';
import { failureFingerprint } from '@/lib/domain/fingerprint';
import type { AttemptRecord, Claim, LaneHold, PageError } from '@/lib/domain/lane';
import type { Decision } from '@/lib/domain/retry-policy';

/** A registered worker without a process behind it. */
export async function addWorker(db: Database): Promise<string> {
  const id = newId();
  await registerWorker(db.pool, { id, host: 'test', pid: 1, slots: 4, version: '0', browser: {} });
  return id;
}

/** Takes a lane and claims a row in it; throws when there is none. */
export async function takeAndClaim(
  db: Database,
  workerId: string,
): Promise<{ hold: LaneHold; claim: Claim }> {
  const hold = await takeLane(db.pool, workerId);
  if (!hold) throw new Error('no lane was free');
  const answer = await claimJob(db.pool, hold);
  if (answer.kind !== 'claimed') throw new Error(`claim said ${answer.kind}`);
  return { hold, claim: answer.claim };
}

const FAILURE: Failure = { kind: 'page_mismatch', code: 'not_there', message: 'Button not found', step: 2 };

/** Hostile, as a page may be. */
export const PAGE_ERROR: PageError = {
  source: 'console',
  text: '<img src=x onerror=alert(1)>\0',
  url: 'https://shop.example/',
  times: 3,
};

/** What an attempt would write that ended with this decision. */
export function attemptRecord(claim: Claim, decision: Decision, failure: Failure = FAILURE): AttemptRecord {
  const isCompleted = decision.state === 'completed';
  const isPlain = decision.state === 'pending' && decision.retryInSeconds === 0;
  return {
    rowIndex: claim.rowIndex,
    attemptNo: claim.attemptNo,
    attemptState: decision.state === 'pending' ? (isPlain ? 'given_back' : 'failed') : decision.state,
    decision,
    durationMs: 12,
    failure: isCompleted ? null : failure,
    fingerprint: isCompleted ? null : failureFingerprint(failure),
    output: isCompleted ? { name: claim.cells[0] ?? '' } : null,
    steps: [],
    warnings: [],
    pageText: null,
    pageUrl: null,
    pageTitle: null,
    pageErrors: isCompleted ? undefined : [PAGE_ERROR],
    artifacts: [],
  };
}
