import { describe, expect, it } from 'vitest';
import { shownColumns, showRow } from '@/lib/domain/shown-columns';

describe('shownColumns', () => {
  it('keeps the order of the file, whatever was chosen first', () => {
    expect(shownColumns(['a', 'b', 'c'], ['c', 'a'])).toEqual({ headers: ['a', 'c'], columns: [0, 2] });
  });
});

describe('showRow', () => {
  const row = { cells: ['Ada', '4111', '41'], errorMessage: 'Ada: card 4111 (41) refused' };

  it('blots hidden cells out of the message, the longest first', () => {
    expect(showRow(row, [0])).toEqual({ cells: ['Ada'], errorMessage: 'Ada: card ••• (•••) refused' });
  });

  it('fills a short row up and ignores empty cells', () => {
    const short = { cells: ['Ada', ''], errorMessage: 'not found' };
    expect(showRow(short, [0, 2])).toEqual({ cells: ['Ada', ''], errorMessage: 'not found' });
  });
});
