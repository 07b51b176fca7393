import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { expect } from 'vitest';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import type { BatchView } from '@/lib/services/batches/batch-view';
import { expectCountsHold } from './batch-invariants';
import type { RunningSystem } from './running-system';
import { waitFor } from './wait-for';
import type { WorkerProcess } from './worker-process';

// A loaded machine starts browsers slowly.
const WAIT_MS = 120_000;
/** No step of these rows is meant to run out of time. */
const STEP_SECONDS = 60;
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
  /** Waits until a worker's statement that writes the mark, or the row's end, waits for the lane. */
  waitedFor(statement: 'mark' | 'record'): Promise<void>;
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
  /** Where the site is reached; default: directly. */
  readonly siteUrl?: string;
  /** A page that is opened first, before anything is filled in. */
  readonly firstPage?: string;
  /** A page that is opened first when the site is asked. */
  readonly firstQuestion?: string;
  /** Only this worker runs the row, until the system frees its batches. */
  readonly on?: WorkerProcess;
}

/** Starts a batch of one customer whose number asks the site for a fault. */
export async function startSubmittingRow(
  system: RunningSystem,
  key: string,
  options: RowOptions = {},
): Promise<SubmittingRow> {
  const text = await readFile('examples/automations/customer-signup.yaml', 'utf8');
  const source = changeAutomation(
    text.replaceAll('http://127.0.0.1:4010', options.siteUrl ?? system.site.url),
    key,
    options,
  );
  const { name: automation } = await saveAutomation(system.context, { source });
  const csv = `customer_no,name,email,country,plan\n${key},Ada Byron,ada@example.com,Spain,Team\n`;
  const settings = { step_timeout: STEP_SECONDS, max_retries: 2, retry_delay: 0.1, evidence: NO_TRACE };
  const batchId = await system.startBatch(csv, { automation, settings }, options.on);
  return watchRow(system, key, batchId);
}

function changeAutomation(text: string, key: string, options: RowOptions): string {
  const { onNotFound = 'keep', settleSeconds = 1, firstPage, firstQuestion } = options;
  const open = (path: string | undefined) => (path ? `  - goto: ${path}\n` : '');
  return (
    text
      // A name of its own: rows that start at once would take each other's newest version.
      .replace(/^name: .*$/m, `name: customer-${key.toLowerCase()}`)
      .replace(/^settle: .*$/m, `settle: ${settleSeconds}`)
      .replace(/^on_not_found: .*$/m, `on_not_found: ${onNotFound}`)
      .replace(/^steps:\n/m, (line) => line + open(firstPage))
      .replace(/^verify:\n/m, (line) => line + open(firstQuestion))
  );
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
      // Not of a running attempt alone: on a busy machine it may have been taken over by now.
      const sql = 'select 1 from attempt where batch_id = $1 and commit_started_at is not null limit 1';
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

const STATEMENTS = {
  mark: /update attempt a set commit_started_at/,
  record: /update lane set running_row = null/,
} as const;

async function holdLane(system: RunningSystem, batchId: string): Promise<HeldLane> {
  const client: pg.PoolClient = await system.context.db.pool.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  await client.query('begin');
  await client.query('select from lane where batch_id = $1 for update', [batchId]);
  const waiting = async () => {
    const { rows: found } = await system.context.db.pool.query<{ pid: number; query: string }>(
      `select pid, query from pg_stat_activity
        where $1 = any(pg_blocking_pids(pid)) and application_name <> 'run-test'`,
      [rows[0]?.pid],
    );
    return found;
  };
  return {
    waitedFor: async (statement) => {
      await waitFor(`a ${statement} that waits for the lane`, WAIT_MS, async () => {
        const found = await waiting();
        return found.some(({ query }) => STATEMENTS[statement].test(query));
      });
    },
    cutWaiting: async () => {
      await system.context.db.pool.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [
        (await waiting()).map(({ pid }) => pid),
      ]);
    },
    letGo: async () => {
      await client.query('rollback');
      client.release();
    },
  };
}

/** Cuts all database connections of the workers; they may connect again at once. */
export async function cutConnections(system: RunningSystem): Promise<void> {
  await system.context.db.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like '%worker%'`,
  );
}
