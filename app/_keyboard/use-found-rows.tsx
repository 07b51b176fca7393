'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import { rowStatus } from '@/app/_components/status';
import { RowStatusBadge } from '@/app/_components/status-badge';
import { useSettled } from '@/app/_components/use-settled';
import type { JobJson } from '@/lib/domain/wire/job';
import { useOffers } from './offers';
import { pageRows } from './page-rows';
import type { PaletteEntry } from './palette-entries';
import { rowLabel, typedRow } from './row-words';

const PAUSE_MS = 150;
const MOST = 5;
/** A single letter stands in nearly every row. */
const LEAST_LETTERS = 2;

/** Rows of the page's batch that hold the text, and the one that it is the number of; none where no batch is open. */
export function useFoundRows(
  text: string,
  onClose: () => void,
): { readonly entries: readonly PaletteEntry[]; readonly isSearching: boolean } {
  const [rows] = useOffers(pageRows);
  const typed = text.trim();
  const asked = useSettled(typed, PAUSE_MS);
  const isAsked = rows !== undefined && asked.length >= LEAST_LETTERS;
  const { data, isFetching, isPlaceholderData } = useQuery({
    queryKey: ['batches', rows?.batchId, 'palette', asked],
    queryFn: ({ signal }) =>
      api.get<{ items: readonly JobJson[] }>(`/batches/${rows?.batchId}/jobs`, {
        query: { q: asked, limit: MOST },
        signal,
      }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  if (rows === undefined) return { entries: [], isSearching: false };
  const open = (rowNumber: number) => () => {
    onClose();
    rows.open(rowNumber);
  };
  const isSearching = isFetching || isPlaceholderData || asked !== typed;
  const number = typedRow(typed, rows.rowCount);
  const found = isAsked && typed.length >= LEAST_LETTERS ? (data?.items ?? []) : [];
  const entries = found
    .filter((job) => job.row_index + 1 !== number)
    .map((job) => ({
      ...{ value: `row ${job.row_index + 1}`, label: rowLabel(job, asked), isFound: !isSearching },
      hint: <RowStatusBadge status={rowStatus(job.status, job.retry_at)} />,
      choose: open(job.row_index + 1),
    }));
  if (number === null) return { entries, isSearching };
  const exact = { value: `row ${number}`, label: rowLabel(number), isFound: true, choose: open(number) };
  return { entries: [exact, ...entries], isSearching };
}
