import { hostname } from 'node:os';
import type { Environment } from '../lib/config/env';
import { loadBatchPlan } from '../lib/db/batch-plan';
import type { Database } from '../lib/db/connect';
import { addMetrics } from '../lib/db/sql/add-metrics';
import { markCommit } from '../lib/db/sql/mark-commit';
import { visitHost } from '../lib/db/sql/visit-host';
import { createMetricSums } from '../lib/domain/metrics';
import type { ArtifactStore } from '../lib/storage/artifact-store';
import type { PrepareRow } from './attempt/prepare-row';
import { createAttemptRunner } from './attempt/run-attempt';
import type { FoundBrowser } from './browser/find-browser';
import type { openBrowsers } from './browser/open-browsers';
import { createDatabaseLaneStore } from './database-lane-store';
import { createLiveBoard } from './database-live-board';
import { createTryBoard } from './database-try-board';
import { type RunningLanes, runLanes } from './lanes/run-lanes';
import { DEFAULT_TIMINGS, type Timings } from './lanes/timings';
import { logAttempt, rowFields, type WorkerLogger } from './log';
import { countAttempt } from './metrics/count-attempt';
import { meterClaims } from './metrics/metered-lane-store';
import { createMetricFlusher } from './metrics/metric-flusher';
import { createRowPreparer } from './plan/prepare-rows';
import type { ReadSecrets } from './plan/read-secrets';
import type { SessionKeeper } from './sessions/session-keeper';
import { withSessions } from './sessions/with-sessions';
import { WORKER_VERSION } from './version';

/** A worker inside a program that runs some batches: it leaves everybody else's work alone. */
export interface EmbeddedWorker {
  /** Known before the worker starts, so that batches can be reserved for it. */
  readonly id: string;
  readonly batchIds: () => readonly string[];
  /** How rows are made ready, over the usual way of an automation. */
  readonly prepareRow: (usual: PrepareRow) => PrepareRow;
  /** Called after an attempt was recorded. */
  readonly onRow: (batchId: string) => void;
}

interface LaneOptions {
  readonly env: Environment;
  readonly timings?: Partial<Timings> | undefined;
  readonly embedded?: EmbeddedWorker | undefined;
}

interface LaneParts {
  readonly id: string;
  readonly slots: number;
  readonly found: FoundBrowser;
  readonly db: Database;
  readonly storage: ArtifactStore;
  readonly browsers: Awaited<ReturnType<typeof openBrowsers>>;
  readonly sessions: SessionKeeper;
  readonly readSecrets: ReadSecrets;
  readonly log: WorkerLogger;
}

/** Runs rows: the lanes of a worker with its browsers, its database and what it counts and logs. */
export async function startLanes(options: LaneOptions, parts: LaneParts): Promise<RunningLanes> {
  const { id, slots, found, db, storage, browsers, sessions, readSecrets, log } = parts;
  const { embedded } = options;
  const prepareAutomation = createRowPreparer(
    (batchId, claimed) => loadBatchPlan(db, batchId, claimed),
    readSecrets,
    { allowsEvaluate: options.env.FURROW_ALLOW_EVALUATE },
  );
  const prepareSignedIn = withSessions(prepareAutomation, sessions);
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const runner = createAttemptRunner({
    host: browsers.host,
    guard: browsers.guard,
    storage,
    prepareRow: embedded?.prepareRow(prepareSignedIn) ?? prepareSignedIn,
    tryBoard: createTryBoard(db),
    liveBoard: createLiveBoard(db),
    permitMs: timings.permitMs,
    isLean: options.env.FURROW_LEAN_STEPS,
    markCommit: (hold, rowIndex, attemptNo) => markCommit(db.pool, hold, rowIndex, attemptNo),
    visitHost: (hold, host) => visitHost(db.pool, hold, host),
    onUnexpected: (error, hold, claim) =>
      log.error({ err: error, ...rowFields(hold, claim) }, 'unexpected failure'),
  });
  const sums = createMetricSums();
  const registration = {
    ...{ id, host: hostname(), pid: process.pid, slots, version: WORKER_VERSION },
    browser: { ...found, egress: options.env.FURROW_EGRESS },
  };
  return runLanes({
    store: meterClaims(
      createDatabaseLaneStore(db, registration, embedded?.batchIds, timings.silenceMs),
      sums,
    ),
    runner,
    slots,
    timings,
    readMemory: async () => {
      const browserMemoryMb = await browsers.host.memoryMb();
      return { memoryMb: process.memoryUsage.rss() / 1024 / 1024 + browserMemoryMb, browserMemoryMb };
    },
    readRecycles: () => browsers.host.recycles(),
    onRenewed: (sentAtMs) => {
      browsers.watchdog.extendLease(leaseEndNs(sentAtMs, timings.leaseMs));
      browsers.guard?.endAt(sentAtMs + timings.leaseMs);
    },
    onError: (error, hold) =>
      log.error({ err: error, batch: hold?.batchId, lane: hold?.laneNo }, 'lane error'),
    onReclaimed: (counts) => log.warn(counts, 'reclaimed lanes of lost workers'),
    flush: createMetricFlusher({
      sums,
      readRecycles: () => browsers.host.recycles().recycles,
      add: (entries, no) => addMetrics(db.pool, entries, { workerId: id, no }),
    }),
    onRow: (hold, record, claim) => {
      countAttempt(sums, record, claim);
      logAttempt(log, hold, record);
      embedded?.onRow(hold.batchId);
    },
    onDrainChanged: (isDraining) =>
      log.info(isDraining ? 'draining: takes no more rows' : 'takes rows again'),
  });
}

/** `performance.now()` and `process.hrtime` run on one clock but count from different points. */
function leaseEndNs(sentAtMs: number, leaseMs: number): bigint {
  const fromNowMs = sentAtMs + leaseMs - performance.now();
  return process.hrtime.bigint() + BigInt(Math.round(fromNowMs * 1e6));
}
