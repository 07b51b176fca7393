import { describe, expect, it } from 'vitest';
import { CommitRefused, createCommitGate } from '@/worker/attempt/commit';
import { startDeadline } from '@/worker/attempt/deadline';
import { StepFailure } from '@/worker/attempt/step-failure';
import { type PlannedStep, runSteps } from '@/worker/attempt/step-loop';
import { RowAbort } from '@/worker/lanes/row-abort';

function step(no: number, more: Partial<PlannedStep> = {}): PlannedStep {
  return {
    no,
    verb: 'click',
    title: `step ${no}`,
    timeoutMs: 1000,
    isOptional: false,
    isCommit: false,
    retry: { times: 0, delayMs: 1 },
    isWanted: async () => true,
    prepare: async () => undefined,
    run: async () => undefined,
    settle: async () => undefined,
    ...more,
  };
}

const mismatch = new StepFailure({ kind: 'page_mismatch', code: 'x', message: 'not there' });

function run(
  steps: PlannedStep[],
  more: { gate?: ReturnType<typeof createCommitGate>; signal?: AbortSignal; rowMs?: number } = {},
) {
  return runSteps({
    steps,
    deadline: startDeadline(more.rowMs ?? 5000),
    signal: more.signal ?? new AbortController().signal,
    gate: more.gate ?? createCommitGate(async () => true),
    classify: async (error) =>
      error instanceof StepFailure
        ? error.fault
        : { kind: 'timeout', code: 'timeout', message: String(error) },
  });
}

describe('commit gate', () => {
  it('sends the action after the mark, while the permit runs', async () => {
    const order: string[] = [];
    const gate = createCommitGate(async () => order.push('mark') > 0);
    await gate.pass(async (permit) => {
      order.push('action');
      expect(permit.remainingMs()).toBeGreaterThan(4000);
    });
    expect(order).toEqual(['mark', 'action']);
    expect(gate.isPassed).toBe(true);
  });

  it('does not send the action when the answer to the mark came after the permit', async () => {
    let isSent = false;
    const slowMark = () => new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 30));
    const gate = createCommitGate(slowMark, 10);
    const passing = gate.pass(async () => {
      isSent = true;
    });
    await expect(passing).rejects.toMatchObject({ fault: { kind: 'timeout', code: 'permit_expired' } });
    expect([isSent, gate.isPassed]).toEqual([false, false]);
  });

  it('does not send the action when the mark was refused or failed', async () => {
    let isSent = false;
    const send = async () => {
      isSent = true;
    };
    const refused = createCommitGate(async () => false);
    await expect(refused.pass(send)).rejects.toBeInstanceOf(CommitRefused);
    const broken = createCommitGate(() => Promise.reject(new Error('database away')));
    await expect(broken.pass(send)).rejects.toThrow('database away');
    expect([isSent, refused.isPassed, broken.isPassed]).toEqual([false, false, false]);
  });

  it('counts as passed when the action was sent and then failed', async () => {
    const gate = createCommitGate(async () => true);
    await expect(gate.pass(() => Promise.reject(new Error('sent, no answer')))).rejects.toThrow();
    expect(gate.isPassed).toBe(true);
  });
});

describe('step loop', () => {
  it('runs steps in order and records each with its time', async () => {
    const { records, failed } = await run([step(1), step(2, { isWanted: async () => false }), step(3)]);
    expect(failed).toBeNull();
    expect(records.map(({ no, state }) => [no, state])).toEqual([
      [1, 'passed'],
      [2, 'skipped'],
      [3, 'passed'],
    ]);
  });

  it('ends at the first failure, and goes on after an optional one', async () => {
    const fails = { run: () => Promise.reject(mismatch) };
    const { records, failed } = await run([step(1, { ...fails, isOptional: true }), step(2, fails), step(3)]);
    expect(records.map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect(records[0]?.message).toBe('not there');
    expect(failed?.step.no).toBe(2);
  });

  it.each([
    ['page_mismatch', 3],
    ['target_rejected', 1],
    ['automation', 1],
  ] as const)('tries a step that failed with %s %i times', async (kind, tries) => {
    let count = 0;
    const fault = new StepFailure({ kind, code: 'x', message: 'x' });
    const failing = () => {
      count += 1;
      return Promise.reject(fault);
    };
    await run([step(1, { run: failing, retry: { times: 2, delayMs: 1 } })]);
    expect(count).toBe(tries);
  });

  it('never tries again and never goes on once the commit was passed', async () => {
    let count = 0;
    const submit = step(1, { isCommit: true });
    const after = step(2, {
      isOptional: true,
      retry: { times: 5, delayMs: 1 },
      run: () => {
        count += 1;
        return Promise.reject(mismatch);
      },
    });
    const { failed, records } = await run([submit, after, step(3)]);
    expect([count, failed?.step.no, records.length]).toEqual([1, 2, 2]);
  });

  it('prepares before the mark, acts within the permit, settles after', async () => {
    const order: string[] = [];
    const note = (what: string) => async () => void order.push(what);
    const gate = createCommitGate(async () => order.push('mark') > 0);
    const commit = { isCommit: true, prepare: note('prepare'), run: note('run'), settle: note('settle') };
    await run([step(1, commit)], { gate });
    expect(order).toEqual(['prepare', 'mark', 'run', 'settle']);
  });

  it('does not act when the mark is refused', async () => {
    let isSent = false;
    const commit = step(1, {
      isCommit: true,
      run: async () => {
        isSent = true;
      },
    });
    const ended = await run([commit, step(2)], { gate: createCommitGate(async () => false) });
    expect([ended.isInterrupted, isSent, ended.records.length]).toEqual([true, false, 1]);
  });

  it('ends at once when the row is ended from outside, even in a step that never returns', async () => {
    const controller = new AbortController();
    const hangs = step(1, {
      timeoutMs: 60_000,
      run: () => {
        controller.abort(new RowAbort('stopped'));
        return new Promise(() => undefined);
      },
    });
    const ended = await run([hangs, step(2)], { signal: controller.signal });
    expect([ended.isInterrupted, ended.failed, ended.records.length]).toEqual([true, null, 1]);
  });

  it('cuts a step off that does not mind its own limit', async () => {
    const hangs = step(1, { timeoutMs: 10, run: () => new Promise(() => undefined) });
    const { failed } = await run([hangs]);
    expect(failed?.error).toMatchObject({ name: 'PhaseTimeout', phase: 'click' });
  });

  it('gives a step no more time than the row has left', async () => {
    let given = 0;
    const asks = step(1, {
      timeoutMs: 60_000,
      run: async (timeoutMs) => {
        given = timeoutMs;
      },
    });
    await run([asks], { rowMs: 200 });
    expect(given).toBeLessThanOrEqual(200);
  });
});
