import { expect, it } from 'vitest';
import { nextWords } from '@/app/_batches/unconfirmed/verification-words';
import type { JobJson } from '@/lib/domain/wire/job';

const AT = '2026-11-25T14:05:00.000Z';
const known = { next_at: null, is_asking: false, answer: null, answered_at: null, verdict: null };

it.each<[string, JobJson['verification'], string]>([
  ['without a verify', null, 'a person decides: its automation has no verify'],
  ['before the first question', { ...known, next_at: AT }, 'the site is asked at'],
  ['while it is asked', { ...known, next_at: AT, is_asking: true }, 'the answer comes in a moment'],
  ['after a first "no"', { ...known, next_at: AT, answer: 'not_found' }, 'it is asked again at'],
  [
    'after the second',
    { ...known, answer: 'not_found', verdict: 'probably_not_submitted' },
    'a person decides',
  ],
  ['without an answer', { ...known, answer: 'no_answer' }, 'nobody asks any more: a person decides'],
])('what comes next %s', (_name, verification, words) => {
  expect(nextWords({ verification } as JobJson)).toBe(words);
});
