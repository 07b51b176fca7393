import { describe, expect, test } from 'vitest';
import { batchTitle } from '@/app/_batches/batch/batch-title';
import type { LiveBatch } from '@/app/_batches/batch-queries';
import { allowedActions, batchNotice } from '@/app/_batches/batch-words';
import { applyEvent } from '@/app/_batches/live/apply-event';

const none = { pending: 0, running: 0, completed: 0, failed: 0, stopped: 0, unconfirmed: 0 };
const batch = {
  name: 'Orders May',
  status: 'running',
  reason: null,
  reason_text: null,
  outcome: null,
  counts: { ...none, pending: 1, completed: 1 },
  total_jobs: 2,
  buckets: [
    { ...none, completed: 1, from: 0, to: 0 },
    { ...none, pending: 1, from: 1, to: 1 },
  ],
} as unknown as LiveBatch;

describe('a live batch', () => {
  test('progress changes the counts and only the buckets that it names', () => {
    const data = {
      counts: { ...none, completed: 1, failed: 1 },
      total_jobs: 2,
      rows_per_minute: 30,
      seconds_left: 0,
      buckets: [{ ...none, failed: 1, from: 1, to: 1 }],
    };
    const now = applyEvent(batch, { name: 'progress', data });
    expect(now?.counts.failed).toBe(1);
    expect(now?.buckets.map((bucket) => bucket.failed)).toEqual([0, 1]);
    expect(now?.name).toBe('Orders May');
  });

  test('progress of a batch whose rows were not there yet brings its field', () => {
    const data = { counts: batch.counts, total_jobs: 2, buckets: [...batch.buckets].reverse() };
    const now = applyEvent({ ...batch, buckets: [] }, { name: 'progress', data });
    expect(now?.buckets).toEqual(batch.buckets);
  });

  test('a change of state keeps the field, which it does not carry', () => {
    const { buckets: _buckets, ...rest } = batch;
    const now = applyEvent(batch, { name: 'batch', data: { ...rest, status: 'paused' } });
    expect([now?.status, now?.buckets.length]).toEqual(['paused', 2]);
  });

  test('nothing can be merged into a batch that is not known yet', () => {
    expect(applyEvent(undefined, { name: 'progress', data: {} })).toBeUndefined();
  });

  test('the title tells how far it is while it moves', () => {
    expect(batchTitle(batch)).toBe('50 % · Orders May');
    expect(batchTitle({ ...batch, status: 'finished' })).toBe('Orders May');
  });

  test('a pause says why and how to go on; a running batch says nothing', () => {
    expect(batchNotice(batch)).toBeNull();
    const held = {
      ...batch,
      status: 'paused',
      reason: 'breaker',
      reason_text: '10 rows failed alike: 503',
    } as const;
    const counts = { ...batch.counts, pending: 0, running: 0, unconfirmed: 2 };
    expect(batchNotice({ ...batch, counts })?.title).toMatch(/the site is asked about the unconfirmed ones$/);
    expect(batchNotice(held)?.text).toMatch(/^10 rows failed alike: 503\. Find out why below, then resume/);
  });

  test('only changes that the state allows are offered', () => {
    expect(allowedActions(batch)).toMatchObject({
      pause: true,
      stop: true,
      resume: false,
      retryFailed: false,
    });
    const over = { ...batch, status: 'finished', counts: { ...none, failed: 2 } } as LiveBatch;
    expect(allowedActions(over)).toMatchObject({ pause: false, stop: false, retryFailed: true });
  });
});
