import { availableParallelism, hostname } from 'node:os';
import { openQueue } from '../lib/background/queue';
import { type BatchConfig, resolveBatchConfig } from '../lib/config/batch-config';
import type { Environment } from '../lib/config/env';
import { mailSettingsOf } from '../lib/config/mail-settings';
import { publicUrl } from '../lib/config/public-url';
import { loadBatchPlan } from '../lib/db/batch-plan';
import { connectDatabase, type Database } from '../lib/db/connect';
import { newId } from '../lib/db/new-id';
import { addMetrics } from '../lib/db/sql/add-metrics';
import { markCommit } from '../lib/db/sql/mark-commit';
import { useSecrets } from '../lib/db/sql/use-secrets';
import { visitHost } from '../lib/db/sql/visit-host';
import { createMetricSums } from '../lib/domain/metrics';
import { createMailer } from '../lib/mail/create-mailer';
import type { Context } from '../lib/services/context';
import { findKeyRing } from '../lib/services/secrets/open-key-ring';
import type { ArtifactStore } from '../lib/storage/artifact-store';
import { openArtifactStore } from '../lib/storage/open-artifact-store';
import type { PrepareRow } from './attempt/prepare-row';
import { createAttemptRunner } from './attempt/run-attempt';
import { keepSchedules } from './background/keep-schedules';
import { serveQueues } from './background/serve-queues';
import { serveRetention } from './background/serve-retention';
import { serveSignIns } from './background/serve-sign-ins';
import { chooseBrowser, warmUp } from './browser/choose-browser';
import type { FoundBrowser } from './browser/find-browser';
import { openBrowsers } from './browser/open-browsers';
import { createDatabaseLaneStore } from './database-lane-store';
import { createLiveBoard } from './database-live-board';
import { createDatabaseSessionStore } from './database-session-store';
import { createTryBoard } from './database-try-board';
import { runLanes } from './lanes/run-lanes';
import { DEFAULT_TIMINGS, type Timings } from './lanes/timings';
import { logAttempt, remoteFailure, rowFields, type WorkerLogger } from './log';
import { countAttempt } from './metrics/count-attempt';
import { meterClaims } from './metrics/metered-lane-store';
import { createMetricFlusher } from './metrics/metric-flusher';
import { createRowPreparer } from './plan/prepare-rows';
import { createSecretReader, type ReadSecrets, requireKeys } from './plan/read-secrets';
import { createSessionKeeper, type SessionKeeper } from './sessions/session-keeper';
import { withSessions } from './sessions/with-sessions';
import { WORKER_VERSION } from './version';
import { serveWebhooks } from './webhooks/serve-webhooks';

export interface WorkerOptions {
  readonly env: Environment;
  readonly databaseUrl: string;
  /** For the queue: not through a pooler. */
  readonly directUrl?: string;
  readonly log: WorkerLogger;
  readonly slots?: number;
  readonly timings?: Partial<Timings>;
  /** When the caller has looked for one already. */
  readonly browser?: FoundBrowser;
  /** Shows its browser on this machine's screen. */
  readonly isHeaded?: boolean;
  /** See `takeOwnFolder`; absent for a worker that is part of another program: its browsers get one. */
  readonly ownFolder?: string;
  /** For a worker that is part of another program. */
  readonly embedded?: EmbeddedWorker;
}

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

export interface RunningWorker {
  readonly id: string;
  readonly slots: number;
  readonly browser: FoundBrowser;
  /** Takes no more rows, lets running ones end or gives them back, closes the browser. Safe to call twice. */
  drain(): Promise<void>;
  /** Settles when the worker has drained, for whatever reason. */
  readonly ended: Promise<void>;
}

const DATABASE_CONNECTIONS = 3;

/**
 * Starts one worker in this process: browser, egress guard, watchdog, lanes, background queues.
 * @throws BatchEngineError `browser_missing` when there is no browser, `browser_failed` or `remote_browsers_unavailable` when
 * it does not start; ConfigurationError for wrong settings.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { env, log } = options;
  const chosen = options.browser ?? (await chooseBrowser(env));
  const id = options.embedded?.id ?? newId();
  const slots = options.slots ?? env.FURROW_WORKER_SLOTS ?? Math.max(2, availableParallelism());
  const workerLog = log.child({ worker: id });
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const browsers = await openBrowsers({
      found: chosen,
      isGuarded: env.FURROW_EGRESS === 'on',
      allowHosts: env.FURROW_ALLOW_HOSTS,
      upstreamProxyUrl: env.HTTPS_PROXY,
      listen: 'path' in chosen ? undefined : env.FURROW_EGRESS_LISTEN,
      isHeaded: options.isHeaded ?? false,
      pageMemoryMb: env.FURROW_PAGE_MEMORY_MB,
      ownFolder: options.ownFolder,
      onRemoteFailure: (host, error) =>
        workerLog.warn({ browser: host, ...remoteFailure(error) }, 'a remote browser cannot be used'),
    });
    closers.push(() => browsers.close());
    const found = await warmUp(browsers.host, chosen);
    const db = connectDatabase(options.databaseUrl, {
      maxConnections: DATABASE_CONNECTIONS,
      applicationName: 'furrow-worker',
    });
    closers.push(() => db.close());
    const storage = openArtifactStore(env);
    const readers = createReaders(env, db);
    const sessions = createSessionKeeper({
      ...readers,
      store: createDatabaseSessionStore(db),
      browser: browsers,
    });
    const parts = { db, storage, sessions, log: workerLog };
    if (!options.embedded) closers.push(await serveBackground(options, parts));
    const lanes = await startLanes(options, { id, slots, found, browsers, ...readers, ...parts });
    closers.push(() => lanes.drain());
    return runningWorker({ id, slots, browser: found }, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

/** @returns what ends it */
async function serveBackground(
  { env, directUrl, databaseUrl }: WorkerOptions,
  { log, sessions, ...parts }: Pick<LaneParts, 'db' | 'storage' | 'sessions' | 'log'>,
): Promise<() => Promise<void>> {
  const queue = await openQueue(directUrl ?? databaseUrl, 'worker', (error) =>
    log.warn({ err: error }, 'queue error'),
  );
  const mail = mailSettingsOf(env);
  const mailer = mail ? createMailer(mail) : undefined;
  const context = systemContext(env, { ...parts, queue, mailer, batchConfig: resolveBatchConfig(env) });
  await serveQueues(queue, context, (error, name, payload) =>
    log.error({ err: error, queue: name, ...payload }, 'background work failed'),
  );
  await serveSignIns(queue, sessions, (error, session) =>
    log.warn({ err: error, session }, 'sign-in failed'),
  );
  const ending = new AbortController();
  await serveRetention(queue, context, log, ending.signal);
  const endWebhooks = await serveWebhooks(
    { ...context, actor: { type: 'system', name: 'webhooks' } },
    {
      allowHosts: env.FURROW_ALLOW_HOSTS,
      upstreamProxyUrl: env.HTTPS_PROXY,
      keys: () => requireKeys(findKeyRing(env)),
      onError: (error, delivery) => log.error({ err: error, delivery }, 'webhook error'),
    },
  );
  const schedules = keepSchedules(
    { ...context, actor: { type: 'system', name: 'schedule' } },
    ending.signal,
    (error, schedule) => log.error({ err: error, schedule }, 'schedule error'),
  );
  return async () => {
    ending.abort();
    await schedules;
    await queue.stop();
    await endWebhooks();
  };
}

/** What opens secrets; a worker creates no key of its own. */
function createReaders(env: Environment, db: Database) {
  const findKeys = () => findKeyRing(env);
  return {
    keys: () => requireKeys(findKeys()),
    readSecrets: createSecretReader((names) => useSecrets(db.pool, names), findKeys),
  };
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

async function startLanes(options: WorkerOptions, parts: LaneParts) {
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
  const lanes = await runLanes({
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
  return lanes;
}

/** `performance.now()` and `process.hrtime` run on one clock but count from different points. */
function leaseEndNs(sentAtMs: number, leaseMs: number): bigint {
  const fromNowMs = sentAtMs + leaseMs - performance.now();
  return process.hrtime.bigint() + BigInt(Math.round(fromNowMs * 1e6));
}

function systemContext(
  env: Environment,
  parts: Pick<Context, 'db' | 'storage' | 'queue' | 'mailer'> & { batchConfig: BatchConfig },
): Context {
  return {
    ...parts,
    actor: { type: 'system', name: 'worker' },
    retentionDays: env.FURROW_RETENTION_DAYS,
    publicUrl: publicUrl(env),
  };
}

function runningWorker(
  facts: Pick<RunningWorker, 'id' | 'slots' | 'browser'>,
  closers: readonly (() => Promise<unknown>)[],
): RunningWorker {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let closing: Promise<void> | undefined;
  const drain = () => {
    closing ??= closeAll(closers).finally(resolve);
    return closing;
  };
  return { ...facts, drain, ended };
}

/** Last opened, first closed; one that fails does not keep the others open. */
async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closers.toReversed()) await close().catch(() => undefined);
}
