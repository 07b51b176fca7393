import type { Database } from '../../lib/db/connect';
import { newId } from '../../lib/db/new-id';
import { claimJob } from '../../lib/db/sql/claim-job';
import { recordAttempt } from '../../lib/db/sql/record-attempt';
import { takeLane } from '../../lib/db/sql/take-lane';
import { registerWorker } from '../../lib/db/sql/worker-rows';
import type { AttemptRecord, Claim, LaneHold } from '../../lib/domain/lane';

/** Holds a lane and works it as a worker does, with no browser between claim and record. */
export interface LaneWorker {
  /** Claims and records this many rows. */
  run(count: number): Promise<void>;
}

const BRAKE = { breakAtEqualFailures: 10 };

export async function openLaneWorker(db: Database): Promise<LaneWorker> {
  const workerId = newId();
  await registerWorker(db.pool, { id: workerId, host: 'bench', pid: 1, slots: 1, version: '0', browser: {} });
  const hold = await takeLane(db.pool, workerId);
  if (!hold) throw new Error('No lane is free');
  return {
    run: async (count) => {
      for (let n = 0; n < count; n += 1) await runRow(db, hold);
    },
  };
}

async function runRow(db: Database, hold: LaneHold): Promise<void> {
  const answer = await claimJob(db.pool, hold);
  if (answer.kind !== 'claimed') throw new Error(`The lane had nothing to claim: ${answer.kind}`);
  const isWritten = await recordAttempt(db.pool, hold, completedRecord(answer.claim), BRAKE);
  if (!isWritten) throw new Error('The lane was lost');
}

/** What an order look-up of six steps leaves behind. */
function completedRecord({ rowIndex, attemptNo }: Claim): AttemptRecord {
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
