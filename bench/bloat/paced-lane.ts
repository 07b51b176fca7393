import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../lib/db/connect';
import { releaseLane } from '../../lib/db/sql/release-lane';
import { takeLane } from '../../lib/db/sql/take-lane';
import type { AttemptRecord, Claim } from '../../lib/domain/lane';
import { DEFAULT_TIMINGS } from '../../worker/lanes/timings';
import { completedRecord, runRow } from '../claims/lane-worker';

export interface PacedLane {
  /** So far. */
  readonly rows: number;
  /** Settles when the lane has stopped. */
  readonly ended: Promise<void>;
}

/** One row of so many fails once and is due again soon after. */
const FAILING = 20;

/** Takes lanes, works each for a slice and gives it back, at so many rows a second, until the signal fires. */
export function startPacedLane(
  db: Database,
  workerId: string,
  { rowsPerSecond, signal }: { readonly rowsPerSecond: number; readonly signal: AbortSignal },
): PacedLane {
  const startedAtMs = performance.now();
  let rows = 0;
  const keepPace = () => {
    const dueAtMs = startedAtMs + (rows * 1000) / rowsPerSecond;
    return sleep(Math.max(0, dueAtMs - performance.now()));
  };
  const work = async () => {
    while (!signal.aborted) {
      const hold = await takeLane(db.pool, workerId);
      // Two that ask in the same moment: one of them asks again, as a worker's slot does.
      if (!hold) {
        await sleep(DEFAULT_TIMINGS.pollMinMs);
        continue;
      }
      const sliceEndsAtMs = performance.now() + DEFAULT_TIMINGS.sliceMs;
      while (performance.now() < sliceEndsAtMs && !signal.aborted) {
        await runRow(db, hold, recordOf);
        rows += 1;
        await keepPace();
      }
      await releaseLane(db.pool, hold);
    }
  };
  return {
    get rows() {
      return rows;
    },
    ended: work(),
  };
}

function recordOf(claim: Claim): AttemptRecord {
  const record = completedRecord(claim);
  if (claim.rowIndex % FAILING !== 0 || claim.attemptNo > 1) return record;
  const failure = {
    kind: 'timeout',
    code: 'click_timeout',
    message: 'click did not finish in time.',
  } as const;
  const decision = { state: 'pending', retryInSeconds: 2 } as const;
  return { ...record, attemptState: 'failed', decision, failure, fingerprint: 'bench', output: null };
}
