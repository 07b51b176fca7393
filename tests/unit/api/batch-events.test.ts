import { describe, expect, it } from 'vitest';
import { type BatchSnapshot, batchEvents } from '@/app/_server/batch-snapshot';
import { batchSettingsSchema } from '@/lib/domain/batch-settings';
import { NO_JOBS } from '@/lib/domain/job-state';

function snapshot(change: Partial<BatchSnapshot> = {}): BatchSnapshot {
  return {
    id: '0197b1f0-0000-7000-8000-000000000000',
    url: 'http://localhost:3000/batches/x',
    run_id: '20260101000000-abcdef',
    name: 'Orders',
    status: 'running',
    reason: null,
    reason_text: null,
    outcome: null,
    upload_id: '0197b1f0-0000-7000-8000-000000000001',
    csv_path: 'orders.csv',
    headers: ['id'],
    tags: [],
    archived_at: null,
    kept_at: null,
    deletes_at: null,
    automation: { name: 'look-up', title: 'Look up', version: 1, latest_version: 1, effect: 'read' },
    automations: [],
    schedule: null,
    owner: 'Ada',
    settings: batchSettingsSchema.parse({}),
    bindings: {},
    file_rows: 2,
    total_jobs: 2,
    excluded_rows: 0,
    empty_rows: 0,
    imported_rows: 2,
    counts: { ...NO_JOBS, pending: 2 },
    rows_per_minute: null,
    seconds_left: null,
    waiting: null,
    operation: null,
    created_at: '2026-01-01T00:00:00.000Z',
    started_at: null,
    finished_at: null,
    buckets: [
      { ...NO_JOBS, from: 0, to: 0, pending: 1 },
      { ...NO_JOBS, from: 1, to: 1, pending: 1 },
    ],
    ...change,
  };
}

const names = (events: readonly { name: string }[]) => events.map((event) => event.name);

describe('batchEvents', () => {
  it('gives a newcomer everything', () => {
    const now = snapshot();
    expect(batchEvents(null, now)).toEqual([{ name: 'snapshot', data: now }]);
  });

  it('says nothing when nothing changed but the clock', () => {
    expect(batchEvents(snapshot(), snapshot({ seconds_left: 4, rows_per_minute: 30 }))).toEqual([]);
  });

  it('says once that rows stand still, for the pace that is shown is over', () => {
    const still = snapshot({ rows_per_minute: 0 });
    expect(names(batchEvents(snapshot({ rows_per_minute: 30 }), still))).toEqual(['batch']);
    expect(batchEvents(still, still)).toEqual([]);
  });

  it('sends the buckets that changed and names their rows', () => {
    const buckets = [snapshot().buckets[0], { ...NO_JOBS, from: 1, to: 1, completed: 1 }];
    const now = snapshot({ counts: { ...NO_JOBS, pending: 1, completed: 1 }, buckets: buckets as never });
    const [progress, job] = batchEvents(snapshot(), now);
    expect(progress).toMatchObject({ name: 'progress', data: { counts: now.counts, buckets: [buckets[1]] } });
    expect(job).toEqual({ name: 'job', data: { rows: [1] } });
  });

  it('says `many` when a bucket stands for several rows', () => {
    const before = snapshot({ buckets: [{ ...NO_JOBS, from: 0, to: 9, pending: 10 }] });
    const now = snapshot({ buckets: [{ ...NO_JOBS, from: 0, to: 9, pending: 9, running: 1 }] });
    expect(batchEvents(before, now)[1]).toEqual({ name: 'job', data: { many: true } });
  });

  it('tells of a decision without repeating the field', () => {
    const events = batchEvents(snapshot(), snapshot({ status: 'paused', reason: 'person' }));
    expect(names(events)).toEqual(['batch']);
    expect(events[0]?.data).toMatchObject({ status: 'paused', reason: 'person' });
    expect(events[0]?.data).not.toHaveProperty('buckets');
  });
});
