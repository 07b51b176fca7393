import { type BatchSettingsInput, batchSettingsSchema } from '@/lib/domain/batch-settings';
import type { BatchState } from '@/lib/domain/batch-state';
import type { AttemptRecord, ClaimAnswer, LaneHold } from '@/lib/domain/lane';
import type { HeldBatch, LaneStore, WorkerFacts } from '@/worker/lanes/lane-store';

interface Lane {
  epoch: bigint;
  holder: string | null;
  runningRow: number | null;
}

interface Job {
  state: string;
  attempts: number;
  failed: number;
}

/** One batch in memory that behaves like the database seen through a LaneStore. */
export class MemoryBatch {
  state: BatchState = 'running';
  readonly lanes: Lane[];
  readonly jobs: Job[];
  readonly records: AttemptRecord[] = [];
  readonly claimedRows: number[] = [];
  readonly counts = { registered: 0, retired: 0, abandoned: 0 };
  isKnown = true;
  isDraining = false;
  /** What came with each heartbeat. */
  readonly heard: WorkerFacts[] = [];
  /** Called before each operation; may throw to play a database that is away. */
  beforeEach: (operation: string) => void = () => undefined;
  readonly #settings;

  constructor(rows: number, settings: BatchSettingsInput = {}) {
    this.#settings = batchSettingsSchema.parse(settings);
    this.lanes = Array.from({ length: this.#settings.concurrency }, () => ({
      epoch: 0n,
      holder: null,
      runningRow: null,
    }));
    this.jobs = Array.from({ length: rows }, () => ({ state: 'pending', attempts: 0, failed: 0 }));
  }

  /** What a reclaim by another worker does to a lane. */
  takeAway(laneNo: number): void {
    const lane = this.#lane(laneNo);
    lane.epoch += 1n;
    lane.holder = 'another worker';
  }

  store(workerId = 'worker-1'): LaneStore {
    const call = async <T>(operation: string, work: () => T): Promise<T> => {
      this.beforeEach(operation);
      return work();
    };
    return {
      takeLane: () => call('takeLane', () => this.#take(workerId)),
      takeTryLane: async () => null,
      claimJob: (hold) => call('claimJob', () => this.#claim(hold)),
      claimVerification: async () => null,
      recordAttempt: (hold, record) => call('recordAttempt', () => this.#record(hold, record)),
      releaseLane: (hold) => call('releaseLane', () => this.#release(hold)),
      restLane: (hold) => call('restLane', () => this.#release(hold)),
      waitLane: (hold) => call('waitLane', () => this.#release(hold)),
      abandonLane: (lane) => call('abandonLane', () => this.#abandon({ ...lane, workerId })),
      heldBatches: () => call('heldBatches', () => this.#held(workerId)),
      reclaimLostLanes: () => call('reclaimLostLanes', () => ({ lanes: 0, rows: 0 })),
      renewWorker: (facts) =>
        call('renewWorker', () => {
          this.heard.push(facts);
          return { isKnown: this.isKnown, isDraining: this.isDraining };
        }),
      registerWorker: () => call('registerWorker', () => this.#count('registered')),
      retireWorker: () => call('retireWorker', () => this.#count('retired')),
    };
  }

  #count(what: keyof typeof this.counts): void {
    this.counts[what] += 1;
  }

  /** The reclaim that follows in the database is played at once. */
  #abandon(hold: LaneHold): void {
    this.#count('abandoned');
    const job = this.jobs[this.#lane(hold.laneNo).runningRow ?? -1];
    if (job) job.state = 'pending';
    this.#release(hold);
  }

  #lane(laneNo: number): Lane {
    const lane = this.lanes[laneNo];
    if (!lane) throw new Error(`No lane ${laneNo}`);
    return lane;
  }

  #isHeld(hold: LaneHold): boolean {
    const lane = this.#lane(hold.laneNo);
    return lane.epoch === hold.epoch && lane.holder === hold.workerId;
  }

  #take(workerId: string): LaneHold | null {
    const hasWork = this.state === 'running' && this.jobs.some((job) => job.state === 'pending');
    const laneNo = this.lanes.findIndex((lane) => lane.holder === null);
    if (!hasWork || laneNo < 0) return null;
    const lane = this.#lane(laneNo);
    lane.holder = workerId;
    lane.epoch += 1n;
    return { batchId: 'batch', laneNo, epoch: lane.epoch, workerId };
  }

  #claim(hold: LaneHold): ClaimAnswer {
    if (!this.#isHeld(hold)) return { kind: 'lost' };
    const rowIndex = this.state === 'running' ? this.jobs.findIndex((job) => job.state === 'pending') : -1;
    const job = this.jobs[rowIndex];
    if (!job) return { kind: 'idle' };
    job.state = 'running';
    job.attempts += 1;
    this.#lane(hold.laneNo).runningRow = rowIndex;
    this.claimedRows.push(rowIndex);
    const claim = {
      rowIndex,
      lineNumber: rowIndex + 2,
      cells: [`cell ${rowIndex}`],
      rowVersion: 0,
      attemptNo: job.attempts,
      roundAttemptNo: job.failed + 1,
      failedCount: job.failed,
      automationVersion: 1,
      automationNo: 0,
      settings: this.#settings,
      host: null,
    };
    return { kind: 'claimed', claim };
  }

  #record(hold: LaneHold, record: AttemptRecord): boolean {
    const job = this.jobs[record.rowIndex];
    if (!this.#isHeld(hold) || !job) return false;
    job.state = record.decision.state;
    if (record.attemptState === 'failed') job.failed += 1;
    this.#lane(hold.laneNo).runningRow = null;
    this.records.push(record);
    return true;
  }

  #release(hold: LaneHold): void {
    if (!this.#isHeld(hold)) return;
    const lane = this.#lane(hold.laneNo);
    lane.holder = null;
    lane.runningRow = null;
  }

  #held(workerId: string): HeldBatch[] {
    return this.lanes.flatMap((lane, laneNo) =>
      lane.holder === workerId ? [{ batchId: 'batch', laneNo, epoch: lane.epoch, state: this.state }] : [],
    );
  }
}
