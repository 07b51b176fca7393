'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '@/app/_components/api-client';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import { countText } from '../../format';
import type { GridRowData } from './grid-row-data';
import { changeRow } from './row-cache';

interface RowChange {
  readonly row_data?: Readonly<Record<string, string>>;
  readonly dropped?: boolean;
  readonly restore_version?: number;
}

interface RowChangesInput {
  readonly uploadId: string;
  readonly headers: readonly string[];
  readonly checkId: string | null;
  /** Counts and groups are others now. */
  readonly onChanged: () => void;
}

/** Edits and drops rows: shown at once, stored as a version over the file, taken back by a button in the message. */
export function useRowChanges({ uploadId, headers, checkId, onChanged }: RowChangesInput) {
  const client = useQueryClient();
  const send = useCallback(
    async (row: GridRowData, change: RowChange, shown: GridRowData): Promise<boolean> => {
      changeRow(client, uploadId, row.row_index, () => shown);
      try {
        const stored = await api.patch<GridRowData>(`/uploads/${uploadId}/rows/${row.row_index}`, {
          query: { check: checkId },
          body: change,
        });
        changeRow(client, uploadId, row.row_index, () => stored);
        onChanged();
        return true;
      } catch (error) {
        changeRow(client, uploadId, row.row_index, () => row);
        notifyFailed(`Row ${countText(row.row_index + 1)} was not changed`, error);
        return false;
      }
    },
    [client, uploadId, checkId, onChanged],
  );
  const undo = useCallback(
    (row: GridRowData) => void send(row, { restore_version: row.version }, row),
    [send],
  );
  const edit = useCallback(
    async (row: GridRowData, column: number, value: string) => {
      const header = headers[column];
      if (header === undefined) return;
      const cells = row.cells.map((cell, index) => (index === column ? value : cell));
      const shown = { ...row, cells, version: row.version + 1, problems: withoutColumn(row, column) };
      const isDone = await send(
        row,
        { row_data: { [header]: value }, version: row.version } as RowChange,
        shown,
      );
      if (isDone) notifyDone(`Row ${countText(row.row_index + 1)} changed`, { onClick: () => undo(row) });
    },
    [headers, send, undo],
  );
  const drop = useCallback(
    async (row: GridRowData) => {
      const dropped = !row.dropped;
      const shown = { ...row, dropped, version: row.version + 1, problems: [] };
      const isDone = await send(row, { dropped }, shown);
      const words = dropped ? 'dropped: it will not run' : 'taken back';
      if (isDone) notifyDone(`Row ${countText(row.row_index + 1)} ${words}`, { onClick: () => undo(row) });
    },
    [send, undo],
  );
  return { edit, drop };
}

/** What was wrong with a cell is not known to be wrong with its new value. */
function withoutColumn(row: GridRowData, column: number): GridRowData['problems'] {
  return row.problems?.filter((problem) => problem.column !== column + 1);
}
