/**
 * Where the pages of a filtered list begin. They are not known beforehand: each page, once read, tells where the next
 * one begins, so that any page seen before can be read again.
 */
export interface PageStarts {
  /** Row index from which each known page is read. */
  readonly starts: readonly number[];
  /** Rows in all, once the last page was read. */
  readonly total: number | null;
}

export const FIRST_PAGE: PageStarts = { starts: [0], total: null };

/** Rows that are drawn as "on their way" below those that are known. */
const EXPECTED_ROWS = 10;

/** What is known after a page was read. */
export function afterPage(
  known: PageStarts,
  page: number,
  rowIndexes: readonly number[],
  hasMore: boolean,
  pageRows: number,
): PageStarts {
  const { starts, total } = known;
  if (page !== starts.length - 1 || total !== null) return known;
  const last = rowIndexes.at(-1);
  if (!hasMore || last === undefined) return { starts, total: page * pageRows + rowIndexes.length };
  return { starts: [...starts, last + 1], total: null };
}

/** How many rows the list shows: all once they are known, else those known and a few more. */
export function shownCount({ starts, total }: PageStarts, pageRows: number): number {
  return total ?? (starts.length - 1) * pageRows + EXPECTED_ROWS;
}
