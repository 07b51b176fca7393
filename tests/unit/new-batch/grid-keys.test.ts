import { describe, expect, test } from 'vitest';
import { placeAfterKey } from '@/app/_batches/new/grid/grid-keys';

const size = { rows: 1000, columns: 5, pageRows: 10 };
const at = (position: number, column: number) => ({ position, column });

describe('keys in the rows of a file', () => {
  test.each([
    ['ArrowDown', false, at(3, 2), at(4, 2)],
    ['ArrowUp', false, at(0, 2), at(0, 2)],
    ['ArrowLeft', false, at(3, 0), at(3, 0)],
    ['ArrowRight', false, at(3, 4), at(3, 4)],
    ['PageDown', false, at(3, 2), at(13, 2)],
    ['PageDown', false, at(995, 2), at(999, 2)],
    ['PageUp', false, at(3, 2), at(0, 2)],
    ['Home', false, at(3, 2), at(3, 0)],
    ['End', false, at(3, 2), at(3, 4)],
    ['Home', true, at(3, 2), at(0, 0)],
    ['End', true, at(3, 2), at(999, 4)],
    ['ArrowDown', true, at(3, 2), at(999, 2)],
  ])('%s (control: %s) leads from %o to %o', (key, isWithControl, from, to) => {
    expect(placeAfterKey(key, isWithControl, from, size)).toEqual(to);
  });

  test('other keys lead nowhere', () => {
    expect(placeAfterKey('n', false, at(3, 2), size)).toBeNull();
  });

  test('a file without rows keeps the place at the start', () => {
    expect(placeAfterKey('ArrowDown', false, at(0, 0), { ...size, rows: 0 })).toEqual(at(0, 0));
  });
});
