import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { expect } from 'vitest';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import type { BatchView } from '@/lib/services/batches/batch-view';
import { expectCountsHold } from './batch-invariants';
import type { RunningSystem } from './running-system';
import { waitFor } from './wait-for';
import type { WorkerProcess } from './worker-process';

const WAIT_MS = 60_000;
/** A trace takes seconds on a busy machine, and nobody looks at it here. */
const NO_TRACE = { screenshot: 'on_failure', trace: 'never' } as const;

/** One submitting row of a real worker, and the outside means that end its attempt at a chosen moment. */
export interface SubmittingRow {
  readonly key: string;
  readonly batchId: string;
  /** Waits until the newest attempt of this kind runs. */
  attemptRuns(kind?: 'run' | 'verify'): Promise<void>;
  /** Waits until the durable mark is written. */
  marked(): Promise<void>;
  /** Waits until the site has got the form. */
  sent(): Promise<void>;
  /** Waits until nothing runs. */
  answered(): Promise<void>;
  /** Holds the row's lane in the database: what the worker writes next waits until `letGo`. */
  holdLane(): Promise<HeldLane>;
  /** How many forms of this row the site took. */
  submissions(): Promise<number>;
  /** Waits for the batch's end; nothing is lost, nothing twice. */
  ended(): Promise<EndedRow>;
}

export interface HeldLane {
  /** Waits until a worker's statement waits for the lane. */
  waitedFor(): Promise<void>;
  /** Ends the sessions that wait, as a machine that dies with its connections does. */
  cutWaiting(): Promise<void>;
  letGo(): Promise<void>;
}

export interface EndedRow {
  readonly state: string;
  readonly output: unknown;
  /** `kind state`, oldest first. */
  readonly attempts: readonly string[];
}

interface RowOptions {
  readonly onNotFound?: 'rerun' | 'keep';
  readonly settleSeconds?: number;
  readonly stepTimeoutSeconds?: number;
}

/** Starts a batch of one customer whose number asks the site for a fault. */
export async function startSubmittingRow(
  system: RunningSystem,
  key: string,
  { onNotFound = 'keep', settleSeconds = 1, stepTimeoutSeconds = 10 }: RowOptions = {},
): Promise<SubmittingRow> {
  const text = await readFile('examples/automations/customer-signup.yaml', 'utf8');
  const source = text
    .replaceAll('http://127.0.0.1:4010', system.site.url)
    .replace(/^settle: .*$/m, `settle: ${settleSeconds}`)
    .replace(/^on_not_found: .*$/m, `on_not_found: ${onNotFound}`);
  const { name: automation } = await saveAutomation(system.context, { source });
  const csv = `customer_no,name,email,country,plan\n${key},Ada Byron,ada@example.com,Spain,Team\n`;
  const settings = { step_timeout: stepTimeoutSeconds, max_retries: 2, retry_delay: 0.1, evidence: NO_TRACE };
  const batchId = await system.startBatch(csv, { automation, settings });
  return watchRow(system, key, batchId);
}

function watchRow(system: RunningSystem, key: string, batchId: string): SubmittingRow {
  const { pool } = system.context.db;
  const isTrue = async (sql: string, ...more: unknown[]) =>
    (await pool.query(sql, [batchId, ...more])).rowCount === 1;
  const running = `select 1 from attempt where batch_id = $1 and state = 'running'`;
  return {
    key,
    batchId,
    attemptRuns: async (kind = 'run') => {
      await waitFor(`a ${kind} of ${key}`, WAIT_MS, () => isTrue(`${running} and kind::text = $2`, kind));
    },
    marked: async () => {
      const sql = `${running} and commit_started_at is not null`;
      await waitFor(`the mark of ${key}`, WAIT_MS, () => isTrue(sql));
    },
    sent: async () => {
      await waitFor(`the form of ${key}`, WAIT_MS, async () => {
        const { entries } = (await (await fetch(`${system.site.url}/journal`)).json()) as {
          entries: readonly { key: string }[];
        };
        return entries.some((entry) => entry.key === key);
      });
    },
    answered: async () => {
      await waitFor(`the answer about ${key}`, WAIT_MS, async () => !(await isTrue(running)));
    },
    holdLane: () => holdLane(system, batchId),
    submissions: () => submissionsOf(system, key),
    ended: () => endedRow(system, key, batchId),
  };
}

async function submissionsOf(system: RunningSystem, key: string): Promise<number> {
  const answer = await fetch(`${system.site.url}/ledger?key=${encodeURIComponent(key)}`);
  return ((await answer.json()) as { submissions: number }).submissions;
}

async function endedRow(system: RunningSystem, key: string, batchId: string): Promise<EndedRow> {
  await system.waitForBatch(batchId, WAIT_MS, (batch: BatchView) => batch.state === 'finished');
  await expectCountsHold(system.context.db, batchId);
  await expectNotTwice(system, key);
  const job = await system.context.db.prisma.job.findFirstOrThrow({
    where: { batchId },
    include: { attempts: { orderBy: { attemptNo: 'asc' } } },
  });
  if ((await submissionsOf(system, key)) > 0) expect(['completed', 'unconfirmed']).toContain(job.state);
  return {
    state: job.state,
    output: job.attempts.at(-1)?.output,
    attempts: job.attempts.map((attempt) => `${attempt.kind} ${attempt.state}`),
  };
}

async function expectNotTwice(system: RunningSystem, key: string): Promise<void> {
  expect(await submissionsOf(system, key)).toBeLessThanOrEqual(1);
}

async function holdLane(system: RunningSystem, batchId: string): Promise<HeldLane> {
  const client: pg.PoolClient = await system.context.db.pool.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  await client.query('begin');
  await client.query('select from lane where batch_id = $1 for update', [batchId]);
  const waiting = async () => {
    const { rows: found } = await system.context.db.pool.query<{ pid: number }>(
      `select pid from pg_stat_activity where $1 = any(pg_blocking_pids(pid)) and application_name <> 'run-test'`,
      [rows[0]?.pid],
    );
    return found.map((one) => one.pid);
  };
  return {
    waitedFor: async () => {
      await waitFor('a statement that waits for the lane', WAIT_MS, async () => (await waiting()).length > 0);
    },
    cutWaiting: async () => {
      await system.context.db.pool.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [
        await waiting(),
      ]);
    },
    letGo: async () => {
      await client.query('rollback');
      client.release();
    },
  };
}

/** Kills a worker and lets the others know at once, instead of after its 15 silent seconds. */
export async function killNow(system: RunningSystem, worker: WorkerProcess): Promise<void> {
  worker.kill('SIGKILL');
  await worker.ended;
  await system.context.db.pool.query(
    `update worker set seen_at = now() - interval '1 minute' where id = $1`,
    [worker.id],
  );
}

/** Cuts all database connections of the workers; they may connect again at once. */
export async function cutConnections(system: RunningSystem): Promise<void> {
  await system.context.db.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like '%worker%'`,
  );
}
