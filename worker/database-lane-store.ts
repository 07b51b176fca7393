import type { Database } from '../lib/db/connect';
import { abandonLane } from '../lib/db/sql/abandon-lane';
import { claimJob } from '../lib/db/sql/claim-job';
import { claimVerification } from '../lib/db/sql/claim-verification';
import { heldBatches } from '../lib/db/sql/held-batches';
import { reclaimLostLanes } from '../lib/db/sql/reclaim-lanes';
import { recordAttempt } from '../lib/db/sql/record-attempt';
import { recordVerification } from '../lib/db/sql/record-verification';
import { releaseLane } from '../lib/db/sql/release-lane';
import { restLane } from '../lib/db/sql/rest-lane';
import { takeLane, takeTryLane } from '../lib/db/sql/take-lane';
import { holdHost } from '../lib/db/sql/visit-host';
import { waitLane } from '../lib/db/sql/wait-lane';
import {
  registerWorker,
  renewWorker,
  retireWorker,
  type WorkerRegistration,
} from '../lib/db/sql/worker-rows';
import type { Failure } from '../lib/domain/failure';
import { MAX_RETRY_AFTER_SECONDS } from '../lib/domain/retry-policy';
import { hostOf } from '../lib/domain/target-host';
import type { LaneStore } from './lanes/lane-store';

/**
 * The lanes of PostgreSQL as one worker sees them.
 * @param batchIds the batches it works on; null: all that any worker may run
 * @param silenceMs after how much silence it takes another worker's lanes
 */
export function createDatabaseLaneStore(
  { pool }: Database,
  worker: WorkerRegistration,
  batchIds: () => readonly string[] | null = () => null,
  silenceMs?: number,
): LaneStore {
  return {
    takeLane: () => takeLane(pool, worker.id, batchIds()),
    takeTryLane: async () => (batchIds() ? null : takeTryLane(pool, worker.id)),
    claimJob: (hold) => claimJob(pool, hold),
    claimVerification: (hold) => claimVerification(pool, hold),
    recordAttempt: async (hold, record, brake) => {
      const isWritten = await (record.verification
        ? recordVerification(pool, hold, record)
        : recordAttempt(pool, hold, record, brake));
      if (isWritten) await heedRetryAfter(pool, record.failure);
      return isWritten;
    },
    releaseLane: (hold) => releaseLane(pool, hold),
    restLane: (hold) => restLane(pool, hold),
    waitLane: (hold, wait) => waitLane(pool, hold, wait),
    abandonLane: (lane) => abandonLane(pool, worker.id, lane),
    heldBatches: () => heldBatches(pool, worker.id),
    reclaimLostLanes: () => reclaimLostLanes(pool, silenceMs && silenceMs / 1000),
    renewWorker: (facts) => renewWorker(pool, worker.id, facts),
    registerWorker: () => registerWorker(pool, worker),
    retireWorker: () => retireWorker(pool, worker.id),
  };
}

/** The whole host asked for patience, not only this row's page. */
async function heedRetryAfter(pool: Database['pool'], failure: Failure | null): Promise<void> {
  const host = failure?.url === undefined ? null : hostOf(failure.url);
  if (!host || !failure?.retryAfterSeconds) return;
  await holdHost(pool, host, Math.min(failure.retryAfterSeconds, MAX_RETRY_AFTER_SECONDS));
}
