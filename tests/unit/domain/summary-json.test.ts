import { describe, expect, it } from 'vitest';
import { batchSettingsSchema } from '@/lib/domain/batch-settings';
import { NO_JOBS } from '@/lib/domain/job-state';
import type { BatchSource } from '@/lib/domain/wire/batch';
import { successRate, toManifestHead, toSummaryJson } from '@/lib/domain/wire/summary';

function batch(counts: Partial<BatchSource['counts']>): BatchSource {
  return {
    id: '0197b1f0-0000-7000-8000-000000000000',
    runId: '20260101000000-abcdef',
    name: 'Orders',
    state: 'finished',
    reason: null,
    reasonText: null,
    outcome: 'with_problems',
    uploadId: '0197b1f0-0000-7000-8000-000000000001',
    filename: 'orders.csv',
    headers: ['id'],
    tags: [],
    archivedAt: null,
    keptAt: null,
    deletesAt: null,
    automation: { name: 'look-up', title: 'Look up', version: 3, latestVersion: 3, effect: 'read' },
    automations: [],
    schedule: null,
    ownerName: 'Ada',
    settings: batchSettingsSchema.parse({}),
    bindings: {},
    fileRows: 10,
    totalJobs: 8,
    excludedRows: 2,
    emptyRows: 0,
    importedRows: 10,
    counts: { ...NO_JOBS, ...counts },
    createdAt: new Date('2026-01-01T00:00:00Z'),
    startedAt: new Date('2026-01-01T00:00:01Z'),
    finishedAt: new Date('2026-01-01T00:01:00Z'),
    rowsPerMinute: null,
    secondsLeft: null,
    operation: null,
  };
}

describe('success_rate', () => {
  it.each([
    ['all completed', { completed: 8 }, 100],
    ['half', { completed: 2, failed: 2 }, 50],
    ['two decimals', { completed: 1, failed: 2 }, 33.33],
    ['nothing finished', { pending: 8 }, 0],
    ['unconfirmed and stopped rows count for neither', { completed: 1, unconfirmed: 3, stopped: 4 }, 100],
  ])('%s', (_name, counts, expected) => {
    expect(toSummaryJson(batch(counts)).success_rate).toBe(expected);
  });

  it('is a fraction inside the program', () => {
    expect(successRate({ completed: 1, failed: 3 })).toBe(0.25);
  });
});

describe('the summary', () => {
  it('counts running rows as pending, and has ended only when nothing is left', () => {
    const running = toSummaryJson(batch({ pending: 2, running: 1, completed: 5 }));
    expect(running).toMatchObject({ pending_jobs: 3, running_jobs: 1, completed_at: null });
    const ended = toSummaryJson(batch({ completed: 8 }));
    expect(ended.completed_at).toBe('2026-01-01T00:01:00.000Z');
  });
});

describe('the head of the manifest', () => {
  it('has the keys that users of the reference read', () => {
    expect(toManifestHead(batch({ completed: 5, failed: 3 }))).toMatchObject({
      batch_id: '0197b1f0-0000-7000-8000-000000000000',
      run_id: '20260101000000-abcdef',
      csv_path: 'orders.csv',
      total_jobs: 8,
      completed_jobs: 5,
      failed_jobs: 3,
      excluded_rows: 2,
      automation: { name: 'look-up', version: 3 },
    });
  });
});
