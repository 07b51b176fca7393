import { describe, expect, test } from 'vitest';
import {
  countText,
  durationText,
  outputText,
  percentOf,
  rowsText,
  sizeText,
  spanText,
} from '@/app/_batches/format';
import { clockText } from '@/app/_batches/moment';

describe('format', () => {
  test.each([
    ['2026-11-24T14:02:00', '14:02'],
    ['2026-11-23T14:02:00', '23 Nov, 14:02'],
    ['2025-11-24T14:02:00', '24 Nov 2025, 14:02'],
  ])('clockText(%s) is %s', (at, text) => {
    expect(clockText(at, new Date('2026-11-24T20:00:00'))).toBe(text);
  });

  test.each([
    [0, '0 ms'],
    [85, '85 ms'],
    [3_400, '3.4 s'],
    [59_940, '59.9 s'],
    [59_970, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [4_800_000, '1 h 20 min'],
  ])('durationText(%i) is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });

  test.each([
    [20, 'under a minute'],
    [600, '10 min'],
    [5_340, '89 min'],
    [10_800, '3 h'],
    [259_200, '3 days'],
  ])('spanText(%i) is %s', (seconds, text) => {
    expect(spanText(seconds)).toBe(text);
  });

  test.each([
    [0, 300, 0],
    [1, 3_000, 1],
    [2_999, 3_000, 99],
    [3_000, 3_000, 100],
    [0, 0, 0],
  ])('%i of %i rows is %i %%', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent);
  });

  test.each([
    [17, '17 bytes'],
    [1_536, '1.5 KB'],
    [8 * 1024 * 1024, '8.0 MB'],
    [500 * 1024 * 1024, '500 MB'],
  ])('sizeText(%i) is %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });

  test('counts have thousands marks and a noun in the right number', () => {
    expect([countText(100_000), rowsText(1), rowsText(3_000)]).toEqual(['100,000', '1 row', '3,000 rows']);
  });

  test('an output is one line; what is not there is a dash', () => {
    expect(outputText({ status: 'Shipped', total: 48.2, note: null, tags: ['a'] })).toBe(
      'Shipped · 48.2 · — · ["a"]',
    );
  });
});
