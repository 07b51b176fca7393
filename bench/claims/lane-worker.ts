import type { Database } from '../../lib/db/connect';
import { newId } from '../../lib/db/new-id';
import { claimJob } from '../../lib/db/sql/claim-job';
import { recordAttempt } from '../../lib/db/sql/record-attempt';
import { takeLane } from '../../lib/db/sql/take-lane';
import { registerWorker } from '../../lib/db/sql/worker-rows';
import type { AttemptRecord, Claim, LaneHold } from '../../lib/domain/lane';

const BRAKE = { breakAtEqualFailures: 10 };

/** Makes a worker known that takes lanes without a browser. @returns its id */
export async function addLaneWorker(db: Database): Promise<string> {
  const id = newId();
  await registerWorker(db.pool, { id, host: 'bench', pid: 1, slots: 1, version: '0', browser: {} });
  return id;
}

/** @throws when no lane is free */
export async function holdLane(db: Database, workerId: string): Promise<LaneHold> {
  const hold = await takeLane(db.pool, workerId);
  if (!hold) throw new Error('No lane is free');
  return hold;
}

/**
 * Claims a row and records it as a worker does, with no browser between them.
 * @param outcome what is written of it
 */
export async function runRow(db: Database, hold: LaneHold, outcome = completedRecord): Promise<void> {
  const answer = await claimJob(db.pool, hold);
  if (answer.kind !== 'claimed') throw new Error(`The lane had nothing to claim: ${answer.kind}`);
  const isWritten = await recordAttempt(db.pool, hold, outcome(answer.claim), BRAKE);
  if (!isWritten) throw new Error('The lane was lost');
}

/** What an order look-up of six steps leaves behind. */
export function completedRecord({ rowIndex, attemptNo }: Claim): AttemptRecord {
  return {
    rowIndex,
    attemptNo,
    attemptState: 'completed',
    decision: { state: 'completed' },
    durationMs: 840,
    failure: null,
    fingerprint: null,
    output: { status: 'Delivered', carrier: 'Northline', delivered_on: '2026-03-04' },
    steps: ['goto', 'fill', 'click', 'wait_for', 'extract', 'extract'].map((verb, index) => ({
      no: index + 1,
      verb,
      title: `${verb} step ${index + 1}`,
      state: 'passed' as const,
      startedAtMs: index * 140,
      durationMs: 131,
    })),
    warnings: [],
    pageText: null,
    pageUrl: null,
    pageTitle: null,
    artifacts: [],
  };
}
