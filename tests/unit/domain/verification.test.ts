import { describe, expect, it } from 'vitest';
import type { Failure } from '@/lib/domain/failure';
import type { StepRecord } from '@/lib/domain/lane';
import type { AttemptResult } from '@/lib/domain/retry-policy';
import {
  decideVerification,
  judgeAnswer,
  type VerificationAnswer,
  type VerificationOrder,
} from '@/lib/domain/verification';

const step = (verb: string, state: StepRecord['state']): StepRecord => ({
  no: 1,
  verb,
  title: verb,
  state,
  startedAtMs: 0,
  durationMs: 1,
});

const failed = (kind: Failure['kind'], code: string, isClear = false): AttemptResult => ({
  kind: 'failed',
  failure: { kind, code, message: 'words' },
  isClear,
});

const seen = (status: number | undefined, hasBrokenCalls = false) =>
  status === undefined ? undefined : { status, hasBrokenCalls };

const COMPLETED: AttemptResult = { kind: 'completed' };

describe('what the site said', () => {
  it.each<[string, AttemptResult, string, number | undefined, VerificationAnswer]>([
    ['an expectation that holds', COMPLETED, 'expect', 200, 'found'],
    ['a value that was read', COMPLETED, 'extract', 200, 'found'],
    ['steps that asked nothing', COMPLETED, 'goto', 200, 'no_answer'],
    [
      'an expectation that does not hold',
      failed('page_mismatch', 'expectation_failed'),
      'expect',
      200,
      'not_found',
    ],
    ['the same on a 404', failed('page_mismatch', 'expectation_failed'), 'expect', 404, 'not_found'],
    ['the same on a refused page', failed('page_mismatch', 'expectation_failed'), 'expect', 403, 'no_answer'],
    [
      'the same without any page',
      failed('page_mismatch', 'expectation_failed'),
      'expect',
      undefined,
      'no_answer',
    ],
    ['something waited for in vain', failed('timeout', 'wait_for_timeout'), 'wait_for', 200, 'not_found'],
    ['a value that is not there', failed('page_mismatch', 'element_missing'), 'extract', 200, 'not_found'],
    ['a value that cannot be read', failed('page_mismatch', 'output_invalid'), 'extract', 200, 'no_answer'],
    ['a button that is not there', failed('page_mismatch', 'element_missing'), 'click', 200, 'no_answer'],
    ['a page that hangs', failed('timeout', 'expect_timeout'), 'expect', 200, 'no_answer'],
    ["the row's time limit", failed('timeout', 'row_timeout'), 'expect', 200, 'no_answer'],
    ['a navigation in vain', failed('target_unavailable', 'navigation_failed'), 'goto', 0, 'no_answer'],
    ['a server error', failed('target_unavailable', 'http_503'), 'expect', 503, 'no_answer'],
    ['a crash', failed('browser_crash', 'page_crashed'), 'expect', 200, 'no_answer'],
    ["the site's own no", failed('target_rejected', 'unknown', true), 'fail', 200, 'not_found'],
    ['a lost login', failed('needs_person', 'login', true), 'fail', 200, 'no_answer'],
  ])('%s', (_name, result, verb, status, answer) => {
    const state = result.kind === 'completed' ? 'passed' : 'failed';
    expect(judgeAnswer(result, [step('goto', 'passed'), step(verb, state)], seen(status))).toBe(answer);
  });

  it('nothing, where what the page asked for itself did not come', () => {
    const missing = failed('page_mismatch', 'expectation_failed');
    expect(judgeAnswer(missing, [step('expect', 'failed')], seen(200, true))).toBe('no_answer');
  });

  it('a question that was skipped is none', () => {
    expect(judgeAnswer(COMPLETED, [step('goto', 'passed'), step('expect', 'skipped')], seen(200))).toBe(
      'no_answer',
    );
  });
});

describe('what becomes of the row', () => {
  const order: VerificationOrder = {
    settleSeconds: 60,
    rerunsNotFound: true,
    doesNoCount: true,
    notFoundCount: 0,
    unansweredCount: 0,
  };
  it.each<[string, VerificationAnswer, Partial<VerificationOrder>, boolean, string, number | null]>([
    ['found: completed', 'found', {}, true, 'completed', null],
    ['not found once: asked again', 'not_found', {}, true, 'unconfirmed', 0],
    ['not found twice: runs again', 'not_found', { notFoundCount: 1 }, true, 'pending', null],
    ['not found twice, no retry left', 'not_found', { notFoundCount: 1 }, false, 'unconfirmed', null],
    [
      'not found twice, to be kept',
      'not_found',
      { notFoundCount: 1, rerunsNotFound: false },
      true,
      'unconfirmed',
      null,
    ],
    ['not found too early', 'not_found', { notFoundCount: 1, doesNoCount: false }, true, 'unconfirmed', 0],
    ['no answer', 'no_answer', {}, true, 'unconfirmed', 60],
    ['no answer, the third time', 'no_answer', { unansweredCount: 2 }, true, 'unconfirmed', 240],
    ['no answer, the last time', 'no_answer', { unansweredCount: 4 }, true, 'unconfirmed', null],
    ['no answer, settle of an hour', 'no_answer', { settleSeconds: 3600 }, true, 'unconfirmed', 900],
  ])('%s', (_name, answer, change, canRerun, state, askAgain) => {
    const decision = decideVerification(answer, { ...order, ...change }, canRerun);
    expect(decision).toMatchObject({ state, askAgainInSeconds: askAgain });
  });

  it('never runs a row again that was not twice not found', () => {
    for (const answer of ['found', 'not_found', 'no_answer'] as const) {
      for (const doesNoCount of [true, false]) {
        const decision = decideVerification(answer, { ...order, doesNoCount }, true);
        expect(decision.state).not.toBe('pending');
      }
    }
  });
});
