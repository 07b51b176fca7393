import { describe, expect, it } from 'vitest';
import { batchOutcome } from '@/lib/domain/batch-state';
import { decodeCursor, encodeCursor } from '@/lib/domain/cursor';
import { failureFingerprint } from '@/lib/domain/fingerprint';
import { isLegalTransition, JOB_STATES, NO_JOBS, statesBefore } from '@/lib/domain/job-state';
import { mayDo } from '@/lib/domain/role';
import { makeJobId, makeRunId, parseJobId } from '@/lib/domain/run-id';

describe('job transitions', () => {
  it('never lets a completed job move', () => {
    const causes = ['claim', 'outcome', 'stop', 'retry', 'resolve', 'update_status', 'worker_lost'] as const;
    const moves = causes.flatMap((cause) =>
      JOB_STATES.filter((to) => isLegalTransition(cause, 'completed', to)),
    );
    expect(moves).toEqual([]);
  });

  it('lets only a person or a check move an unconfirmed job', () => {
    expect(statesBefore('resolve', 'pending')).toEqual(['unconfirmed']);
    expect(isLegalTransition('retry', 'unconfirmed', 'pending')).toBe(false);
  });
});

describe('batchOutcome', () => {
  it.each([
    [{ ...NO_JOBS, completed: 3 }, false, 'completed'],
    [{ ...NO_JOBS, completed: 3, failed: 1 }, false, 'with_problems'],
    [{ ...NO_JOBS, completed: 3, unconfirmed: 1 }, false, 'with_problems'],
    [{ ...NO_JOBS, completed: 3, stopped: 1 }, false, 'stopped'],
    [{ ...NO_JOBS, completed: 3 }, true, 'stopped'],
  ] as const)('%j, stopped %s: %s', (counts, wasStopped, outcome) => {
    expect(batchOutcome(counts, wasStopped)).toBe(outcome);
  });
});

describe('ids', () => {
  it('are those that users of the reference know', () => {
    const runId = makeRunId(new Date('2026-05-04T03:02:01Z'), 'abcdef99');
    expect(runId).toBe('20260504030201-abcdef');
    expect(makeJobId(runId, 0)).toBe('20260504030201-abcdef_0001');
    expect(makeJobId(runId, 123_456)).toBe('20260504030201-abcdef_123457');
    expect(parseJobId('20260504030201-abcdef_0012')).toEqual({ runId, rowIndex: 11 });
  });

  it.each(['', 'x_0001', '20260504030201-abcdef_0000', '20260504030201-abcdef', '../../etc'])(
    'refuses %j',
    (text) => {
      expect(parseJobId(text)).toBeNull();
    },
  );
});

describe('cursors', () => {
  it('give back what they were made of', () => {
    expect(decodeCursor(encodeCursor([41, 'a', null]), 3)).toEqual([41, 'a', null]);
  });

  it.each([
    '',
    'nonsense',
    Buffer.from('[2,5]').toString('base64url'),
    Buffer.from('[1,{"a":1}]').toString('base64url'),
  ])('refuse %j', (text) => {
    expect(() => decodeCursor(text, 1)).toThrow(/cursor/);
  });
});

describe('failureFingerprint', () => {
  const of = (message: string, cells: string[] = []) =>
    failureFingerprint({ kind: 'timeout', code: 'step', message, step: 2 }, cells);

  it('is the same for failures that differ only in the row', () => {
    expect(of('No answer from https://a.example/orders/1 in 10 s')).toBe(
      of('No answer from https://b.example/x in 12.5 s'),
    );
    expect(of('Order AB-X was not found', ['AB-X'])).toBe(of('Order CD-Y was not found', ['CD-Y']));
  });

  it('differs where the cause does', () => {
    expect(of('Button not found')).not.toBe(of('Dialog not closed'));
  });
});

describe('roles', () => {
  it.each([
    ['viewer', 'read', true],
    ['viewer', 'write', false],
    ['member', 'write', true],
    ['member', 'administer', false],
    ['admin', 'administer', true],
  ] as const)('%s may %s: %s', (role, permission, answer) => {
    expect(mayDo(role, permission)).toBe(answer);
  });
});
