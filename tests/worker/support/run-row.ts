import { parseAutomation } from '@/lib/automation/parse-automation';
import type { BatchPlan } from '@/lib/db/batch-plan';
import { type BatchSettingsInput, batchSettingsSchema } from '@/lib/domain/batch-settings';
import type { Claim, LaneHold } from '@/lib/domain/lane';
import type { VerificationOrder } from '@/lib/domain/verification';
import type { ArtifactStore } from '@/lib/storage/artifact-store';
import type { PrepareRow } from '@/worker/attempt/prepare-row';
import { createAttemptRunner } from '@/worker/attempt/run-attempt';
import type { AttemptOutcome } from '@/worker/lanes/attempt-outcome';
import { startProgress } from '@/worker/lanes/row-progress';
import { createRowPreparer } from '@/worker/plan/prepare-rows';
import type { SessionKeeper } from '@/worker/sessions/session-keeper';
import type { SiteState } from '@/worker/sessions/site-state';
import { withSessions } from '@/worker/sessions/with-sessions';
import type { TestBrowser } from './browser';

export interface RowOptions {
  /** Column -> cell; every column is bound to the input of its name. */
  readonly row?: Readonly<Record<string, string>>;
  readonly settings?: BatchSettingsInput;
  readonly roundAttemptNo?: number;
  readonly signal?: AbortSignal;
  /** False: Playwright does every step. */
  readonly isLean?: boolean;
  readonly markCommit?: () => Promise<boolean>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Scripts of automations run. */
  readonly allowsEvaluate?: boolean;
  /** A stored login; the automation names some session. */
  readonly login?: SiteState;
  /** Runs the steps under `verify`. */
  readonly verification?: VerificationOrder;
}

export interface RanRow extends AttemptOutcome {
  /** Storage key -> bytes. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** What would have been logged as unexpected. */
  readonly errors: readonly unknown[];
}

type RowBrowser = Pick<TestBrowser, 'host'> & { readonly guard: TestBrowser['guard'] | null };

/** Runs one row of an automation given as YAML, in a real browser, with everything but the database. */
export function runRow(browser: RowBrowser, source: string, options: RowOptions = {}): Promise<RanRow> {
  return openRows(browser, source)(options);
}

/** The same for rows of one batch, which share what a worker keeps of it. All of them have the same columns. */
export function openRows(browser: RowBrowser, source: string): (options?: RowOptions) => Promise<RanRow> {
  const parsed = parseAutomation(source);
  if (!parsed.ok)
    throw new Error(parsed.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  let options: RowOptions = {};
  const preparer = createRowPreparer(
    async () => planOf(source, Object.keys(options.row ?? {})),
    async () => new Map(Object.entries(options.secrets ?? {})),
    {
      get allowsEvaluate() {
        return options.allowsEvaluate ?? false;
      },
    },
  );
  return (given = {}) => {
    options = given;
    return runPrepared(browser, preparer, given);
  };
}

/** One row, made ready in whatever way. */
export async function runPrepared(
  browser: RowBrowser,
  prepareRow: PrepareRow,
  options: RowOptions = {},
): Promise<RanRow> {
  const files = new Map<string, Buffer>();
  const errors: unknown[] = [];
  const runner = createAttemptRunner({
    host: browser.host,
    guard: browser.guard,
    storage: memoryStore(files),
    prepareRow: options.login ? withSessions(prepareRow, keeperOf(options.login)) : prepareRow,
    onUnexpected: (error) => errors.push(error),
    markCommit: options.markCommit ?? (async () => true),
    isLean: options.isLean ?? true,
  });
  const claim = claimOf(Object.values(options.row ?? {}), options);
  const signal = options.signal ?? new AbortController().signal;
  const outcome = await runner.run(HOLD, claim, signal, startProgress(claim));
  await outcome.closed;
  return { ...outcome, files, errors };
}

function keeperOf(state: SiteState): SessionKeeper {
  const login = { name: 'test', stateVersion: 1, state };
  return { open: async () => login, renewIfLost: async () => null, signInNow: async () => undefined };
}

const HOLD: LaneHold = { batchId: 'batch', laneNo: 0, epoch: 1n, workerId: 'worker' };

function planOf(source: string, headers: readonly string[]): BatchPlan {
  return {
    batchId: 'batch',
    runId: 'run',
    name: 'Test',
    automationName: 'test',
    automationVersion: 1,
    rowBindings: null,
    source,
    effect: source.includes('effect: submit') ? 'submit' : 'read',
    headers,
    bindings: Object.fromEntries(headers.map((header, column) => [header, { column, header }])),
    vars: {},
  };
}

function claimOf(cells: readonly string[], options: RowOptions): Claim {
  const roundAttemptNo = options.roundAttemptNo ?? 1;
  return {
    ...(options.verification && { verification: options.verification }),
    rowIndex: 0,
    lineNumber: 2,
    cells,
    rowVersion: 0,
    attemptNo: roundAttemptNo,
    roundAttemptNo,
    failedCount: roundAttemptNo - 1,
    automationVersion: 1,
    automationNo: 0,
    host: null,
    settings: batchSettingsSchema.parse(options.settings ?? {}),
  };
}

function memoryStore(files: Map<string, Buffer>): Pick<ArtifactStore, 'put'> {
  return {
    async put(key, data) {
      const chunks: Uint8Array[] = [];
      if (data instanceof Uint8Array) chunks.push(data);
      else for await (const chunk of data) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      files.set(key, bytes);
      return { size: bytes.length, sha256: '' };
    },
  };
}
