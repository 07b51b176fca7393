import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { batchExitCode, howToGoOn } from '@/cli/batch-output';
import { InterruptedError, reportError } from '@/cli/error-report';
import type { BatchReason, BatchState } from '@/lib/domain/batch-state';
import {
  ConfigurationError,
  ConflictError,
  FileProcessingError,
  NotFoundError,
  SecurityError,
  ValidationError,
} from '@/lib/domain/errors';
import { type JobCounts, NO_JOBS } from '@/lib/domain/job-state';
import type { BatchView } from '@/lib/services/batches/batch-view';

function batch(
  counts: Partial<JobCounts>,
  state: BatchState = 'finished',
  reason: BatchReason | null = null,
) {
  const outcome = (counts.stopped ?? 0) > 0 ? 'stopped' : 'completed';
  return { counts: { ...NO_JOBS, ...counts }, state, reason, outcome } as BatchView;
}

describe('the exit code of a batch', () => {
  it.each([
    ['all rows completed', batch({ completed: 9 }), 0],
    ['a row failed', batch({ completed: 9, failed: 1 }), 1],
    ['a row is unconfirmed', batch({ completed: 9, unconfirmed: 1 }), 1],
    ['rows were stopped', batch({ completed: 9, stopped: 1 }), 1],
    ['it still runs', batch({ completed: 9, running: 1 }, 'running'), 1],
    ['a person paused it', batch({ completed: 1, pending: 9 }, 'paused', 'person'), 4],
    ['the canary waits', batch({ completed: 1, pending: 9 }, 'waiting', 'canary'), 4],
    ['the breaker waits', batch({ failed: 1, pending: 9 }, 'paused', 'breaker'), 4],
    ['the disk is full, which ends by itself', batch({ pending: 9 }, 'waiting', 'disk'), 1],
  ])('when %s', (_, view, code) => {
    expect(batchExitCode(view)).toBe(code);
  });

  it.each([
    [batch({ completed: 19, failed: 1 }), 0.05, 0],
    [batch({ completed: 18, failed: 1, unconfirmed: 1 }), 0.05, 1],
    [batch({ completed: 18, failed: 1, unconfirmed: 1 }), 0.1, 0],
    [batch({ completed: 19, stopped: 1 }), 1, 1],
    [batch({ failed: 2 }), 1, 0],
  ])('with --fail-over counts the rows that ran (%#)', (view, failOver, code) => {
    expect(batchExitCode(view, failOver)).toBe(code);
  });
});

it('how to go on follows the reason in a sentence of its own', () => {
  const waiting = { id: 'B', state: 'paused', reasonText: 'Every row would fail alike.' } as BatchView;
  expect(howToGoOn(waiting)).toMatch(/^Every row would fail alike\. Go on with "furrow resume B"/);
  expect(howToGoOn({ ...waiting, reasonText: null })).toMatch(/^The batch is paused\. Go on with/);
});

describe('an error', () => {
  it.each([
    [new NotFoundError('batch_not_found', 'Batch not found'), 1, 'batch_not_found'],
    [new ValidationError('rows_invalid', 'x'), 2, 'rows_invalid'],
    [new FileProcessingError('file_empty', 'x'), 2, 'file_empty'],
    [new SecurityError('access_denied', 'x'), 2, 'access_denied'],
    [new ConflictError('batch_state_conflict', 'x'), 2, 'batch_state_conflict'],
    [new ConfigurationError('PORT'), 2, 'configuration_invalid'],
    [new CommanderError(1, 'commander.unknownOption', "error: unknown option '--x'"), 2, 'usage_invalid'],
    [new InterruptedError('x'), 1, 'interrupted'],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 3, 'database_unreachable'],
    [new TypeError('a defect'), 3, 'internal_error'],
    ['not even an error', 3, 'internal_error'],
  ])('%s', (error, exitCode, code) => {
    expect(reportError(error)).toMatchObject({ exitCode, body: { error: { code } } });
  });

  it('keeps its details and its message', () => {
    const error = new ValidationError('automation_invalid', 'a.yaml:4:3: unknown key', {
      errors: [{ line: 4 }],
    });
    expect(reportError(error).body.error).toEqual({
      code: 'automation_invalid',
      message: 'a.yaml:4:3: unknown key',
      details: { errors: [{ line: 4 }] },
    });
  });
});
