import type { QueryClient } from '@tanstack/react-query';
import type { Page } from '@/app/_components/api-client';
import type { GridRowData } from './grid-row-data';

/** Rows a page. */
export const PAGE_ROWS = 100;
/** Pages the browser holds: 6,000 rows, whatever the file. */
const MOST_PAGES = 60;

export type RowPage = Page<GridRowData>;

export const rowsKey = (uploadId: string) => ['upload', uploadId, 'rows'] as const;

/** The pages that hold these positions; the same array when it is the same pages. */
export function pagesFor(first: number, last: number, now: readonly number[]): readonly number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
  const to = Math.floor(Math.max(0, last) / PAGE_ROWS);
  if (now[0] === from && now.at(-1) === to) return now;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Forgets the pages that were fetched longest ago and are not in view. */
export function trimPages(client: QueryClient, uploadId: string): void {
  const cache = client.getQueryCache();
  const held = cache.findAll({ queryKey: rowsKey(uploadId) });
  const unused = held
    .filter((query) => query.getObserversCount() === 0)
    .sort((one, other) => one.state.dataUpdatedAt - other.state.dataUpdatedAt);
  for (const query of unused.slice(0, Math.max(0, held.length - MOST_PAGES))) cache.remove(query);
}

/** Changes a row wherever it is held; a later answer of the server takes its place. */
export function changeRow(
  client: QueryClient,
  uploadId: string,
  rowIndex: number,
  change: (row: GridRowData) => GridRowData,
): void {
  client.setQueriesData<RowPage>({ queryKey: rowsKey(uploadId) }, (page) =>
    page?.items.some(({ row_index }) => row_index === rowIndex)
      ? { ...page, items: page.items.map((row) => (row.row_index === rowIndex ? change(row) : row)) }
      : page,
  );
}
