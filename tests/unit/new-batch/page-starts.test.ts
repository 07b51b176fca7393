import { describe, expect, test } from 'vitest';
import { afterPage, FIRST_PAGE, shownCount } from '@/app/_batches/new/grid/page-starts';

const SIZE = 3;

describe('pages of a filtered list', () => {
  test('each page tells where the next one begins, the last one how many rows there are', () => {
    const one = afterPage(FIRST_PAGE, 0, [4, 9, 11], true, SIZE);
    expect(one).toEqual({ starts: [0, 12], total: null });
    const two = afterPage(one, 1, [20], false, SIZE);
    expect(two).toEqual({ starts: [0, 12], total: 4 });
    expect(shownCount(two, SIZE)).toBe(4);
  });

  test('rows on their way are expected below those that are known', () => {
    const known = afterPage(FIRST_PAGE, 0, [4, 9, 11], true, SIZE);
    expect(shownCount(known, SIZE)).toBeGreaterThan(3);
  });

  test('a page that is read again changes nothing', () => {
    const known = afterPage(FIRST_PAGE, 0, [4, 9, 11], true, SIZE);
    expect(afterPage(known, 0, [4, 9], false, SIZE)).toBe(known);
  });

  test('a list without rows is empty', () => {
    expect(shownCount(afterPage(FIRST_PAGE, 0, [], false, SIZE), SIZE)).toBe(0);
  });
});
