'use client';

import { createOffers, useOffer } from './offers';

/** The rows that the page is about. */
export interface PageRows {
  readonly batchId: string;
  /** Rows of the file: row numbers end there. */
  readonly rowCount: number;
  /** Shows a row, 1-based. */
  readonly open: (rowNumber: number) => void;
}

export const pageRows = createOffers<PageRows>();

/** Lets the palette find rows for as long as the part that calls this is on the page. */
export function usePageRows(rows: PageRows): void {
  useOffer(pageRows, [rows]);
}
