import type { BatchState } from '../../lib/domain/batch-state';
import type { AttemptRecord, Claim, ClaimAnswer, LaneHold, LimitKind } from '../../lib/domain/lane';
import type { WorkerStatus } from '../../lib/domain/worker-status';
import type { AttemptOutcome } from './attempt-outcome';
import type { RowProgress } from './row-progress';

export interface HeldBatch {
  readonly batchId: string;
  readonly laneNo: number;
  readonly epoch: bigint;
  readonly state: BatchState;
  /** The batch was paused without waiting for its running rows. */
  readonly givesBack?: boolean;
  /** The row that runs in it is past its commit mark: it runs to its own end. */
  readonly isCommitted?: boolean;
  /** Somebody looks at the row that runs in it. */
  readonly isWatched?: boolean;
}

/** When a batch pauses by itself: equal failures in a row, and the share (0..1) of rows that failed; 0 is off. */
export interface Brake {
  readonly breakAtEqualFailures: number;
  readonly breakAtFailureRate?: number;
}

/** What the lanes need of the database; the only way they touch it. */
export interface LaneStore {
  takeLane(): Promise<LaneHold | null>;
  /** Only the lane of a try. */
  takeTryLane(): Promise<LaneHold | null>;
  claimJob(hold: LaneHold): Promise<ClaimAnswer>;
  /** A row about which the site is to be asked now. */
  claimVerification(hold: LaneHold): Promise<Claim | null>;
  /** False: the lane belongs to somebody else and nothing was written. */
  recordAttempt(hold: LaneHold, record: AttemptRecord, brake: Brake): Promise<boolean>;
  releaseLane(hold: LaneHold): Promise<void>;
  restLane(hold: LaneHold): Promise<void>;
  /** Frees a lane whose next row a limit holds back. */
  waitLane(hold: LaneHold, wait: { readonly limit: LimitKind; readonly waitSeconds: number }): Promise<void>;
  /** Leaves a lane to the reclaimer when nobody knows any more what became of its row. */
  abandonLane(lane: HeldBatch): Promise<void>;
  heldBatches(): Promise<readonly HeldBatch[]>;
  reclaimLostLanes(): Promise<{ readonly lanes: number; readonly rows: number }>;
  renewWorker(facts: WorkerFacts): Promise<{
    readonly isKnown: boolean;
    /** It shall take no rows. */
    readonly isDraining: boolean;
  }>;
  /** Makes the worker known again after it was taken for dead. */
  registerWorker(): Promise<void>;
  retireWorker(): Promise<void>;
}

/** What a worker says of itself with every heartbeat. */
export interface WorkerFacts {
  /** Of the worker and its browsers. */
  readonly memoryMb: number;
  readonly browserMemoryMb: number;
  readonly status: WorkerStatus;
}

/** Runs one claimed row to its end. Never rejects: whatever happens is an outcome. */
export interface AttemptRunner {
  run(hold: LaneHold, claim: Claim, signal: AbortSignal, progress: RowProgress): Promise<AttemptOutcome>;
}
