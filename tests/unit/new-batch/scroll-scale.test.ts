import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  farthestOffset,
  farthestScroll,
  offsetAfterScroll,
  offsetAt,
  scrollScale,
  scrollTopAt,
} from '@/app/_batches/new/grid/scroll-scale';

const ROW = 32;
const VIEW = 400;
/** Beyond it Firefox draws nothing. */
const FIREFOX_MOST = 17_895_697;
const million = scrollScale(1_000_000 * ROW, VIEW);

describe('content higher than a browser can draw', () => {
  test('any number of rows fits', () => {
    expect(scrollScale(5_000_000 * ROW, VIEW).element).toBeLessThan(FIREFOX_MOST);
  });

  test('a short file scrolls as any element does', () => {
    const short = scrollScale(3000 * ROW, VIEW);
    expect(short.element).toBe(96_000);
    expect(offsetAt(short, 1234)).toBe(1234);
    expect(offsetAfterScroll(short, { scrollTop: 0, offset: 0 }, 320)).toBe(320);
  });

  test('the bar reaches both ends', () => {
    expect(offsetAt(million, 0)).toBe(0);
    expect(offsetAt(million, farthestScroll(million))).toBe(farthestOffset(million));
  });

  test('a place keeps within a row through its bar position and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: farthestOffset(million) }), (offset) => {
        expect(Math.abs(offsetAt(million, scrollTopAt(million, offset)) - offset)).toBeLessThan(ROW);
      }),
    );
  });

  test('the wheel moves the rows as far as the bar, also in the middle', () => {
    const middle = { scrollTop: scrollTopAt(million, 16_000_000), offset: 16_000_000 };
    expect(offsetAfterScroll(million, middle, middle.scrollTop + 100)).toBe(16_000_100);
  });

  test('a dragged bar goes by proportion', () => {
    const far = offsetAfterScroll(million, { scrollTop: 0, offset: 0 }, farthestScroll(million) / 2);
    expect(Math.abs(far - farthestOffset(million) / 2)).toBeLessThan(ROW);
  });
});
