import { describe, expect, it } from 'vitest';
import { announcement, newestPicture, pictureText } from '@/app/_batches/try/try-words';
import type { TryJson, TryStepJson } from '@/lib/domain/wire/try';

function step(no: number, state: TryStepJson['state'], screenshot: string | null = null): TryStepJson {
  return {
    ...{ no, state, screenshot },
    verb: 'click',
    title: `step ${no}`,
    started_at_ms: null,
    duration_ms: null,
    message: null,
  };
}

function tried(change: Partial<TryJson>): TryJson {
  return {
    id: 'try',
    automation: { name: 'a', version: 1, effect: 'submit' },
    upload_id: 'upload',
    row_index: 4,
    state: 'running',
    waiting_for: null,
    stopped_before: null,
    steps: [],
    output: {},
    failure: null,
    warnings: [],
    page_url: null,
    artifacts: [],
    created_at: '2026-01-01T00:00:00Z',
    ended_at: null,
    ...change,
  };
}

describe('what is read out of a try', () => {
  it.each([
    ['nothing before one was made', undefined, ''],
    [
      'that nobody works',
      tried({ state: 'waiting', waiting_for: 'worker' }),
      'No worker is running. The try starts as soon as one is there.',
    ],
    ['nothing new while the first step runs', tried({ steps: [step(1, 'running')] }), ''],
    [
      'the step that ended last',
      tried({ steps: [step(1, 'passed'), step(2, 'skipped'), step(3, 'running')] }),
      'Step 2 skipped.',
    ],
    [
      'a failure with its row',
      tried({ state: 'failed', steps: [step(1, 'passed'), step(2, 'failed'), step(3, 'pending')] }),
      'Step 2 failed. Row 5 failed.',
    ],
    [
      'where it stopped',
      tried({
        state: 'completed',
        steps: [step(1, 'passed'), step(2, 'pending')],
        stopped_before: { no: 2, title: 'submits' },
      }),
      'Step 1 passed. Row 5 completed. It stopped before step 2.',
    ],
  ])('%s', (_what, of, text) => expect(announcement(of)).toBe(text));
});

describe('the picture of a try', () => {
  it('is the newest there is', () => {
    const steps = [step(1, 'passed', 'a'), step(2, 'passed', 'b'), step(3, 'running')];
    expect(newestPicture(steps)?.no).toBe(2);
    expect(newestPicture([step(1, 'running')])).toBeUndefined();
  });

  it('has its place kept with the reason why there is none', () => {
    expect(pictureText(tried({ state: 'waiting', waiting_for: 'slot' }))).toBe('Waiting for a free place.');
    expect(pictureText(tried({}))).toBe('The browser is starting.');
    expect(pictureText(tried({ state: 'stopped' }))).toBe('No picture was taken.');
  });
});
