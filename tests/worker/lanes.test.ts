import { afterEach, describe, expect, it } from 'vitest';
import type { Claim, LaneHold } from '@/lib/domain/lane';
import type { AttemptResult } from '@/lib/domain/retry-policy';
import type { AttemptOutcome } from '@/worker/lanes/attempt-outcome';
import { abortCause } from '@/worker/lanes/row-abort';
import { type RunningLanes, runLanes } from '@/worker/lanes/run-lanes';
import type { Timings } from '@/worker/lanes/timings';
import { MemoryBatch } from './support/memory-lane-store';
import { waitUntil } from './support/process-state';

const quick: Timings = {
  permitMs: 5000,
  silenceMs: 15_000,
  sliceMs: 50,
  pollMinMs: 5,
  pollMaxMs: 20,
  renewMs: 20,
  leaseMs: 5000,
  reclaimMs: 1000,
  stopWatchMs: 10,
  drainMs: 100,
  abortMs: 2000,
};

function outcome(result: AttemptResult, isCommitted = false): AttemptOutcome {
  const evidence = { output: null, steps: [], warnings: [], pageText: null, pageUrl: null, pageTitle: null };
  return {
    ...evidence,
    artifacts: [],
    durationMs: 1,
    result,
    effect: 'submit',
    isCommitted,
    closed: Promise.resolve(),
  };
}

/** Ends only when told to from outside, as a row that waits for a slow page does. */
function untilAborted(signal: AbortSignal, isCommitted = false): Promise<AttemptOutcome> {
  return new Promise((resolve) => {
    const end = () => {
      const cause = abortCause(signal);
      resolve(outcome({ kind: cause === 'given_back' ? 'given_back' : 'stopped' }, isCommitted));
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

type RunRow = (claim: Claim, signal: AbortSignal) => Promise<AttemptOutcome> | AttemptOutcome;
let running: RunningLanes | undefined;
afterEach(async () => {
  await running?.drain();
  running = undefined;
});

async function start(
  batch: MemoryBatch,
  runRow: RunRow,
  slots = 2,
  timings: Partial<Timings> = {},
  store = batch.store(),
  readMemory = async () => ({ memoryMb: 1, browserMemoryMb: 0 }),
) {
  const errors: unknown[] = [];
  running = await runLanes({
    store,
    runner: { run: async (_hold, claim, signal) => runRow(claim, signal) },
    slots,
    timings: { ...quick, ...timings },
    readMemory,
    onError: (error) => errors.push(error),
  });
  return { lanes: running, errors };
}

const allAre = (batch: MemoryBatch, state: string) => () => batch.jobs.every((job) => job.state === state);

describe('lanes', () => {
  it('runs every row once, in file order with one lane', async () => {
    const batch = new MemoryBatch(20);
    await start(batch, () => outcome({ kind: 'completed' }), 4);
    await waitUntil('all completed', allAre(batch, 'completed'));
    expect(batch.claimedRows).toEqual(Array.from({ length: 20 }, (_, row) => row));
  });

  it('never runs more rows at once than the batch has lanes', async () => {
    const batch = new MemoryBatch(30, { concurrency: 3 });
    let now = 0;
    let most = 0;
    await start(
      batch,
      async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return outcome({ kind: 'completed' });
      },
      6,
    );
    await waitUntil('all completed', allAre(batch, 'completed'));
    expect(most).toBe(3);
  });

  it('takes no row while it drains, ends what runs, says where that stands, and goes on when told', async () => {
    const batch = new MemoryBatch(3);
    let end: (() => void) | undefined;
    await start(batch, async (claim) => {
      if (claim.rowIndex === 0) await new Promise<void>((resolve) => (end = resolve));
      return outcome({ kind: 'completed' });
    });
    const isHeard = (rows: number) => batch.heard.at(-1)?.status.rows.length === rows;
    await waitUntil('the heartbeat names the row', () => isHeard(1));
    expect(batch.heard.at(-1)?.status.rows).toMatchObject([{ row_index: 0, attempt_no: 1, step: null }]);
    batch.isDraining = true;
    const from = batch.heard.length;
    await waitUntil('the worker has heard of it', () => batch.heard.length > from + 1);
    end?.();
    await waitUntil('its row has ended', () => batch.jobs[0]?.state === 'completed' && isHeard(0));
    const idle = batch.heard.length;
    await waitUntil('it stays, idle', () => batch.heard.length > idle + 5);
    expect(batch.claimedRows).toEqual([0]);
    expect(batch.lanes.map(({ holder }) => holder)).toEqual([null]);
    expect(batch.counts.retired).toBe(0);
    batch.isDraining = false;
    await waitUntil('all completed', allAre(batch, 'completed'));
    expect(batch.heard.at(-1)?.status.recent).toMatchObject({ attempts_failed: 0 });
  });

  it('retries what can heal and fails what cannot', async () => {
    const batch = new MemoryBatch(2, { max_retries: 2, retry_delay: 0.001 });
    await start(batch, (claim) => {
      const kind = claim.rowIndex === 0 ? 'timeout' : 'target_rejected';
      return outcome({
        kind: 'failed',
        failure: { kind, code: 'x', message: 'x' },
        isClear: kind !== 'timeout',
      });
    });
    await waitUntil('all failed', allAre(batch, 'failed'));
    expect(batch.jobs.map((job) => job.attempts)).toEqual([3, 1]);
    expect(batch.records[0]?.fingerprint).toMatch(/^timeout:x/);
  });

  it('never runs a row again that passed its commit mark', async () => {
    const batch = new MemoryBatch(1);
    const failure = { kind: 'timeout', code: 'x', message: 'x' } as const;
    await start(batch, () => outcome({ kind: 'failed', failure, isClear: false }, true));
    await waitUntil('unconfirmed', allAre(batch, 'unconfirmed'));
    expect(batch.jobs[0]?.attempts).toBe(1);
    expect(batch.records[0]?.attemptState).toBe('unconfirmed');
  });

  it('ends a running row when a person stops the batch', async () => {
    const batch = new MemoryBatch(3);
    await start(batch, (_claim, signal) => untilAborted(signal));
    await waitUntil('one runs', () => batch.claimedRows.length === 1);
    batch.state = 'stopping';
    await waitUntil('it is recorded', () => batch.records.length === 1);
    expect(batch.records[0]?.attemptState).toBe('stopped');
    expect(batch.jobs.map((job) => job.state)).toEqual(['stopped', 'pending', 'pending']);
  });

  it('writes nothing for a lane that was given to another worker', async () => {
    const batch = new MemoryBatch(1);
    const causes: (string | null)[] = [];
    await start(batch, async (_claim, signal) => {
      const ended = await untilAborted(signal);
      causes.push(abortCause(signal));
      return ended;
    });
    await waitUntil('it runs', () => batch.claimedRows.length === 1);
    batch.takeAway(0);
    await waitUntil('the row was ended', () => causes.length === 1);
    expect(causes).toEqual(['lost']);
    expect(batch.records).toEqual([]);
  });

  it('ends every row when the lease runs out because the database is away', async () => {
    const batch = new MemoryBatch(1);
    const causes: (string | null)[] = [];
    await start(
      batch,
      async (_claim, signal) => {
        batch.beforeEach = () => {
          throw new Error('the database is away');
        };
        const ended = await untilAborted(signal);
        causes.push(abortCause(signal));
        return ended;
      },
      1,
      { leaseMs: 200 },
    );
    await waitUntil('the row was ended', () => causes.length === 1);
    expect(causes).toEqual(['lost']);
    expect(batch.records).toEqual([]);
  });

  it('records a row although the database was away for a moment', async () => {
    const batch = new MemoryBatch(1);
    let failures = 3;
    batch.beforeEach = (operation) => {
      if (operation === 'recordAttempt' && failures-- > 0) throw new Error('away');
    };
    const { errors } = await start(batch, () => outcome({ kind: 'completed' }));
    await waitUntil('completed', allAre(batch, 'completed'));
    expect(errors).toHaveLength(3);
    expect(batch.records).toHaveLength(1);
  });

  it('abandons a lane it holds without knowing, so that its row is not stuck for ever', async () => {
    const batch = new MemoryBatch(1);
    const store = batch.store();
    let lostAnswers = 1;
    // The database carries the claim out, but its answer gets lost: a running row that nobody runs.
    const claimJob = async (hold: LaneHold) => {
      const answer = await store.claimJob(hold);
      if (lostAnswers-- > 0) throw new Error('the answer was lost');
      return answer;
    };
    await start(batch, () => outcome({ kind: 'completed' }), 2, {}, { ...store, claimJob });
    await waitUntil('completed in the end', allAre(batch, 'completed'));
    expect(batch.counts.abandoned).toBe(1);
    expect(batch.claimedRows).toEqual([0, 0]);
  });

  it('keeps its lease although measuring its memory never ends', async () => {
    const batch = new MemoryBatch(3);
    let isAborted = false;
    const slowRow = (_claim: Claim, signal: AbortSignal) =>
      new Promise<AttemptOutcome>((resolve) => {
        signal.addEventListener('abort', () => {
          isAborted = true;
        });
        setTimeout(() => resolve(outcome({ kind: 'completed' })), 150);
      });
    await start(batch, slowRow, 1, { leaseMs: 100 }, batch.store(), () => new Promise(() => undefined));
    await waitUntil('all completed', allAre(batch, 'completed'));
    expect(isAborted).toBe(false);
  });

  it('becomes known again after it was taken for dead, and drops what it ran', async () => {
    const batch = new MemoryBatch(1);
    const causes: (string | null)[] = [];
    await start(batch, async (_claim, signal) => {
      const ended = await untilAborted(signal);
      causes.push(abortCause(signal));
      return ended;
    });
    await waitUntil('it runs', () => batch.claimedRows.length === 1);
    batch.isKnown = false;
    await waitUntil('it registered again', () => batch.counts.registered >= 2);
    batch.isKnown = true;
    expect(causes).toEqual(['lost']);
  });
});

describe('draining', () => {
  it('claims nothing more, lets a short row end, and retires', async () => {
    const batch = new MemoryBatch(5);
    let finish: (() => void) | undefined;
    const { lanes } = await start(
      batch,
      () => new Promise((resolve) => (finish = () => resolve(outcome({ kind: 'completed' })))),
      1,
      { drainMs: 5000 },
    );
    await waitUntil('one runs', () => finish !== undefined);
    const drained = lanes.drain();
    finish?.();
    await drained;
    expect(batch.records.map((record) => record.attemptState)).toEqual(['completed']);
    expect(batch.counts.retired).toBe(1);
    expect(batch.lanes[0]?.holder).toBeNull();
  });

  it.each([
    [false, 'given_back', 'pending'],
    [true, 'unconfirmed', 'unconfirmed'],
  ])(
    'gives a long row back, unless it is past its commit mark (%s)',
    async (isCommitted, attemptState, jobState) => {
      const batch = new MemoryBatch(1);
      const { lanes } = await start(batch, (_claim, signal) => untilAborted(signal, isCommitted));
      await waitUntil('it runs', () => batch.claimedRows.length === 1);
      await lanes.drain();
      expect(batch.records.map((record) => record.attemptState)).toEqual([attemptState]);
      expect(batch.jobs[0]?.state).toBe(jobState);
      expect(batch.lanes[0]?.holder).toBeNull();
    },
  );
});
