import { describe, expect, it } from 'vitest';
import { readWorkerStatus } from '@/lib/domain/worker-status';
import { createRecentWork } from '@/worker/lanes/recent-work';

it('reads what a worker wrote, and leaves out what another version wrote otherwise', () => {
  const recent = { seconds: 60, rows_ended: 3, attempts: 4, attempts_failed: 1 };
  const browsers = { recycles: { memory: 2 }, last: { reason: 'memory', ago_ms: 5 } };
  expect(readWorkerStatus({ rows: [], recent, browsers })).toEqual({ rows: [], recent, browsers });
  expect(
    readWorkerStatus({ rows: 'many', recent, browsers: { recycles: {}, last: { reason: 'x' } } }),
  ).toEqual({
    rows: [],
    recent,
    browsers: null,
  });
  expect(readWorkerStatus({})).toEqual({ rows: [], recent: null, browsers: null });
});

describe('recent work', () => {
  const completed = { attemptState: 'completed', decision: { state: 'completed' } } as const;
  const retried = { attemptState: 'failed', decision: { state: 'pending', retryInSeconds: 1 } } as const;

  it('counts rows that ended and attempts that failed, and forgets them after five minutes', () => {
    let nowMs = 1_000_000;
    const recent = createRecentWork(() => nowMs);
    recent.note(completed);
    recent.note(retried);
    recent.note({ attemptState: 'given_back', decision: { state: 'pending', retryInSeconds: 0 } });
    nowMs += 60_000;
    recent.note(completed);
    expect(recent.read()).toEqual({ seconds: 60, rows_ended: 2, attempts: 3, attempts_failed: 1 });
    nowMs += 250_000;
    expect(recent.read()).toEqual({ seconds: 300, rows_ended: 1, attempts: 1, attempts_failed: 0 });
    nowMs += 60_000;
    expect(recent.read()).toEqual({ seconds: 300, rows_ended: 0, attempts: 0, attempts_failed: 0 });
  });
});
