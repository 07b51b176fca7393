import { describe, expect, it } from 'vitest';
import { FAILURE_KINDS, FAILURE_RULES, type Failure } from '@/lib/domain/failure';
import { decideJob, decideLost, retryDelaySeconds } from '@/lib/domain/retry-policy';

const DEFAULTS = { max_retries: 3, retry_delay: 1, backoff_factor: 2, max_retry_delay: 60, jitter: false };
const timeout: Failure = { kind: 'timeout', code: 'step_timeout', message: 'Took too long' };
const fresh = { isCommitted: false, failedBefore: 0, random: 0.5 };

describe('retryDelaySeconds', () => {
  it.each([
    ['doubles by default', DEFAULTS, [1, 2, 4, 8]],
    ['is capped', { ...DEFAULTS, backoff_factor: 4, max_retry_delay: 5 }, [1, 4, 5, 5]],
    ['caps the first wait too', { ...DEFAULTS, retry_delay: 100, max_retry_delay: 5 }, [5, 5]],
  ])('%s', (_name, settings, waits) => {
    expect(waits.map((_, i) => retryDelaySeconds(settings, i + 1))).toEqual(waits);
  });

  it('keeps a jittered wait between half and all of the computed one', () => {
    const settings = { ...DEFAULTS, jitter: true };
    expect([0, 0.5, 1].map((random) => retryDelaySeconds(settings, 3, random))).toEqual([2, 3, 4]);
  });
});

describe('decideJob', () => {
  it.each(FAILURE_KINDS)('retries %s exactly when its rule says so', (kind) => {
    const result = { kind: 'failed', failure: { ...timeout, kind }, isClear: false } as const;
    const state = FAILURE_RULES[kind].isRetried ? 'pending' : 'failed';
    expect(decideJob(result, fresh, DEFAULTS).state).toBe(state);
  });

  it('fails when the retries are used up', () => {
    const result = { kind: 'failed', failure: timeout, isClear: false } as const;
    const decisions = [0, 1, 2, 3].map((failedBefore) =>
      decideJob(result, { ...fresh, failedBefore }, DEFAULTS),
    );
    expect(decisions).toEqual([
      { state: 'pending', retryInSeconds: 1 },
      { state: 'pending', retryInSeconds: 2 },
      { state: 'pending', retryInSeconds: 4 },
      { state: 'failed' },
    ]);
  });

  it('lets the target say how long to wait, up to an hour', () => {
    const waits = [90, 100_000].map((retryAfterSeconds) => {
      const failure: Failure = { ...timeout, kind: 'target_unavailable', retryAfterSeconds };
      return decideJob({ kind: 'failed', failure, isClear: false }, fresh, DEFAULTS).retryInSeconds;
    });
    expect(waits).toEqual([90, 3600]);
  });

  it.each([
    ['completed', { kind: 'completed' }, 'completed'],
    ['a fail step', { kind: 'failed', failure: timeout, isClear: true }, 'failed'],
    ['any other failure', { kind: 'failed', failure: timeout, isClear: false }, 'unconfirmed'],
    ['a stop', { kind: 'stopped' }, 'unconfirmed'],
    ['a drain', { kind: 'given_back' }, 'unconfirmed'],
  ] as const)('after a commit mark, %s is %s', (_name, result, state) => {
    expect(decideJob(result, { ...fresh, isCommitted: true }, DEFAULTS)).toEqual({ state });
  });

  it('counts nothing for an attempt that a drain gave back', () => {
    expect(decideJob({ kind: 'given_back' }, fresh, DEFAULTS)).toEqual({
      state: 'pending',
      retryInSeconds: 0,
    });
  });
});

describe('decideLost', () => {
  it.each([
    [false, 0, 'pending'],
    [false, 1, 'pending'],
    [false, 2, 'failed'],
    [true, 0, 'unconfirmed'],
  ] as const)('committed %s, lost before %i: %s', (isCommitted, lostBefore, state) => {
    expect(decideLost({ isCommitted, lostBefore }).state).toBe(state);
  });
});
