import { describe, expect, it } from 'vitest';
import { lacksLetters, toRuns } from '@/lib/pdf/fonts';

describe('text for paper', () => {
  it.each([
    ['Jürgen', ['latin: Jürgen']],
    ['Łódź', ['latin-ext: Ł', 'latin: ód', 'latin-ext: ź']],
    ['a Ж', ['latin: a ', 'cyrillic: Ж']],
    ['東京 A', ['latin: ?? A']],
    ['a\u0000\u202Eb\nc', ['latin: a b c']],
    ['\uD800', ['latin: �']],
    ['', []],
  ])('%j is drawn by the fonts that have its letters', (text, runs) => {
    expect(toRuns(text).map(({ subset, text: part }) => `${subset}: ${part}`)).toEqual(runs);
  });

  it('says whether a letter is left out', () => {
    expect(['Zoë\n', 'Ελλάδα', '東京', '🙂'].map(lacksLetters)).toEqual([false, false, true, true]);
  });
});
