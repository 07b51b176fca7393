import type { InfiniteData } from '@tanstack/react-query';
import type { Page } from '@/app/_components/api-client';

/** The pages of a list that were read so far, with the cursor each was read at. */
export type Pages<OnePage> = InfiniteData<OnePage, string | null>;

/**
 * Fetches the pages between two positions again. Behind them only pages whose cursor still fits are kept: a row that
 * left the filter moves all that follow.
 */
export async function refreshPages<OnePage extends Page<unknown>>(
  held: Pages<OnePage>,
  firstIndex: number,
  lastIndex: number,
  fetch: (cursor: string | null) => Promise<OnePage>,
): Promise<Pages<OnePage>> {
  const first = pageAt(held, firstIndex);
  const last = pageAt(held, lastIndex);
  const pages = held.pages.slice(0, first);
  const pageParams = held.pageParams.slice(0, first);
  let cursor = held.pageParams[first] ?? null;
  for (let i = first; i <= last; i += 1) {
    const page = await fetch(cursor);
    pages.push(page);
    pageParams.push(cursor);
    if (page.next_cursor === null) return { pages, pageParams };
    cursor = page.next_cursor;
  }
  const isChained = held.pageParams[last + 1] === cursor;
  return {
    pages: isChained ? [...pages, ...held.pages.slice(last + 1)] : pages,
    pageParams: isChained ? [...pageParams, ...held.pageParams.slice(last + 1)] : pageParams,
  };
}

function pageAt(held: Pages<Page<unknown>>, index: number): number {
  let end = 0;
  for (const [number, page] of held.pages.entries()) {
    end += page.items.length;
    if (index < end) return number;
  }
  return Math.max(0, held.pages.length - 1);
}
