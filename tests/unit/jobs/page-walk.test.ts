import { expect, it } from 'vitest';
import type { JobListRequest, ListedJob } from '@/lib/db/sql/list-jobs';
import { jobStretches } from '@/lib/domain/job-sort';
import { PageWalk } from '@/lib/services/jobs/page-walk';

const ROWS = 250_000;

/** Plays a batch in which every `every`-th row matches; the rows of a walk are numbered on. */
function chunks(every: number, asked: number[]) {
  return async ({ after, limit, wanted }: JobListRequest) => {
    asked.push(limit);
    const first = after === undefined ? 0 : after.rowIndex + 1;
    const walked = Math.min(limit, ROWS - first);
    const items: ListedJob[] = [];
    for (let row = first; row < first + walked && items.length < wanted; row += 1) {
      const place = { key: String(row), rowIndex: row };
      if (row % every === every - 1)
        items.push({ rowIndex: row, no: row - first + 1, place } as unknown as ListedJob);
    }
    const last = first + walked - 1;
    return { items, walked, last: walked === 0 ? null : { key: String(last), rowIndex: last } };
  };
}

async function walk(every: number, from: number | null = null) {
  const asked: number[] = [];
  const parts = { batchId: 'b', bucketSize: 500, filter: { search: 'x' }, few: null };
  const page = new PageWalk(parts, 10, chunks(every, asked));
  const start = from === null ? null : { stretch: 0, place: { key: String(from), rowIndex: from } };
  await page.walk(jobStretches('row'), start);
  return { ...page.result(), asked };
}

it('stops a search at 100,000 rows, says so, and goes on from there', async () => {
  const first = await walk(60_000);
  expect(first.items.map((item) => item.rowIndex)).toEqual([59_999]);
  expect(first).toMatchObject({ searchedRows: 100_000, next: { place: { rowIndex: 99_999 } } });
  const second = await walk(60_000, 99_999);
  expect(second.items.map((item) => item.rowIndex)).toEqual([119_999, 179_999]);
  const last = await walk(60_000, 199_999);
  expect(last).toMatchObject({ searchedRows: 50_000, next: null });
});

it('looks at little where much is found, and counts only up to the last row of the page', async () => {
  const page = await walk(7);
  expect(page.asked).toEqual([1000]);
  expect(page).toMatchObject({ searchedRows: 70, next: { place: { rowIndex: 69 } } });
});
