import { expect, it } from 'vitest';
import { batchStatusLook, rowStatus } from '@/app/_components/status';

it('shows a pending row with a planned attempt as waiting for retry', () => {
  expect(rowStatus('pending', '2026-01-01T00:00:00Z')).toBe('waiting_for_retry');
  expect(rowStatus('pending', null)).toBe('pending');
  expect(rowStatus('failed', '2026-01-01T00:00:00Z')).toBe('failed');
});

it('says why a batch is held, and how a finished one ended', () => {
  expect(batchStatusLook({ state: 'paused', reason: 'breaker' }).word).toBe('paused · too many failures');
  expect(batchStatusLook({ state: 'running', reason: 'person' }).word).toBe('running');
  expect(batchStatusLook({ state: 'finished', outcome: 'with_problems' }).word).toBe('with problems');
});
