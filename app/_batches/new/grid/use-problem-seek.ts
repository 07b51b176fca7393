'use client';

import { useCallback, useState } from 'react';
import { api, type Page } from '@/app/_components/api-client';
import { notifyFailed } from '@/app/_components/ui/toast';
import type { GridRowData } from './grid-row-data';

/** Finds the nearest row with a problem before or after another one, wherever it is in the file. */
export function useProblemSeek(
  uploadId: string,
  checkId: string | null,
  onFound: (rowIndex: number, column: number | null) => void,
) {
  const [isSeeking, setIsSeeking] = useState(false);
  const seek = useCallback(
    async (direction: 'next' | 'previous', rowIndex: number) => {
      if (checkId === null) return;
      setIsSeeking(true);
      try {
        const row = await findProblem(uploadId, checkId, direction, rowIndex);
        const column = row?.problems?.find((problem) => problem.column !== null)?.column ?? null;
        if (row) onFound(row.row_index, column === null ? null : column - 1);
      } catch (error) {
        notifyFailed('The next problem was not found', error);
      } finally {
        setIsSeeking(false);
      }
    },
    [uploadId, checkId, onFound],
  );
  return { seek, isSeeking };
}

/** After the last one comes the first one, and the other way round. */
async function findProblem(
  uploadId: string,
  checkId: string,
  direction: 'next' | 'previous',
  rowIndex: number,
): Promise<GridRowData | undefined> {
  const ask = async (query: { from: number } | { before: number }) => {
    const path = `/uploads/${uploadId}/checks/${checkId}/rows`;
    const { items } = await api.get<Page<GridRowData>>(path, {
      query: { ...query, only: 'problem', limit: 1 },
    });
    return items[0];
  };
  if (direction === 'next') return (await ask({ from: rowIndex + 1 })) ?? ask({ from: 0 });
  return (await ask({ before: rowIndex })) ?? ask({ before: MOST_ROWS });
}

const MOST_ROWS = 2 ** 31 - 1;
