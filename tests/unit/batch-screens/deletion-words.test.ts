import { expect, it } from 'vitest';
import { deletionWords, isDeletedSoon } from '@/app/_batches/deletion/deletion-words';
import { NO_JOBS } from '@/lib/domain/job-state';
import { deletionTime } from '@/lib/domain/retention';

const NOW = Date.parse('2026-11-26T12:00:00Z');

it('says the day on which a batch goes, and that it is due', () => {
  expect(deletionWords('2027-02-24T12:00:00.000Z', NOW)).toBe('deleted on 24 Feb 2027');
  expect(deletionWords('2026-11-26T11:59:00.000Z', NOW)).toBe('deleted within the hour');
});

it('is told in a list in the last week', () => {
  expect(isDeletedSoon(null, NOW)).toBe(false);
  expect(isDeletedSoon('2026-12-03T12:00:00.000Z', NOW)).toBe(false);
  expect(isDeletedSoon('2026-12-03T11:59:00.000Z', NOW)).toBe(true);
});

it('counts spans of 24 hours from the end, or from a later decision', () => {
  const finishedAt = new Date('2026-11-26T12:00:00Z');
  const batch = { state: 'finished', finishedAt, decidedAt: null, keptAt: null } as const;
  const time = (change: object, days: number | undefined = 90, counts = NO_JOBS) =>
    deletionTime({ ...batch, ...change }, counts, days)?.toISOString();
  expect(time({})).toBe('2027-02-24T12:00:00.000Z');
  expect(time({ decidedAt: new Date('2026-11-28T12:00:00Z') })).toBe('2027-02-26T12:00:00.000Z');
  expect(time({ decidedAt: new Date('2026-11-20T12:00:00Z') })).toBe('2027-02-24T12:00:00.000Z');
  expect(deletionTime(batch, NO_JOBS, undefined)).toBeNull();
  for (const change of [{ keptAt: finishedAt }, { state: 'paused' }, { finishedAt: null }]) {
    expect(time(change)).toBeUndefined();
  }
  expect(time({}, 90, { ...NO_JOBS, unconfirmed: 1 })).toBeUndefined();
});
