import { describe, expect, test } from 'vitest';
import { refreshPages } from '@/app/_batches/job-table/refresh-pages';

const page = (from: number, to: number, next: string | null, mark = 'old') => ({
  items: Array.from({ length: to - from + 1 }, (_, i) => ({ row_index: from + i, mark })),
  next_cursor: next,
});

/** Three pages of two rows: 0-1, 2-3, 4-5. */
const held = {
  pages: [page(0, 1, 'after-1'), page(2, 3, 'after-3'), page(4, 5, null)],
  pageParams: [null, 'after-1', 'after-3'],
};

describe('refreshPages', () => {
  test('fetches only the pages in view and keeps the others', async () => {
    const asked: (string | null)[] = [];
    const fresh = await refreshPages(held, 2, 3, async (cursor) => {
      asked.push(cursor);
      return page(2, 3, 'after-3', 'new');
    });
    expect(asked).toEqual(['after-1']);
    expect(fresh.pages.flatMap((one) => one.items.map((item) => item.mark))).toEqual([
      'old',
      'old',
      'new',
      'new',
      'old',
      'old',
    ]);
  });

  test('drops the pages behind when a row left the filter, so that none is shown twice or missing', async () => {
    const fresh = await refreshPages(held, 0, 1, async () => page(1, 2, 'after-2', 'new'));
    expect(fresh.pages).toHaveLength(1);
    expect(fresh.pageParams).toEqual([null]);
    expect(fresh.pages[0]?.next_cursor).toBe('after-2');
  });

  test('ends where the list ends now', async () => {
    const fresh = await refreshPages(held, 0, 5, async () => page(0, 0, null, 'new'));
    expect(fresh.pages).toEqual([page(0, 0, null, 'new')]);
  });
});
