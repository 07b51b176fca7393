import { expect, it } from 'vitest';
import { totalText, waitingText } from '@/app/_batches/unconfirmed/inbox-words';

it.each([
  [{ unconfirmed: 1, asked: 0 }, '1 row waits for a person'],
  [{ unconfirmed: 12_400, asked: 3 }, '12,397 rows wait for a person, the site is still to be asked about 3'],
  [{ unconfirmed: 2, asked: 2 }, 'the site is still to be asked about 2 rows'],
  // Counted a moment after the others: a row was decided in between.
  [{ unconfirmed: 1, asked: 2 }, 'the site is still to be asked about 2 rows'],
])('says for whom %o wait', (counts, words) => {
  expect(waitingText(counts)).toBe(words);
});

it('says it over all batches', () => {
  expect(totalText({ batches: 1, unconfirmed: 2, asked: 0 })).toBe('In 1 batch 2 rows wait for a person.');
  expect(totalText({ batches: 3, unconfirmed: 3, asked: 1 })).toBe(
    'In 3 batches 2 rows wait for a person, the site is still to be asked about 1.',
  );
});
