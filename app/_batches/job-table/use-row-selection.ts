'use client';

import { useMemo, useRef, useState } from 'react';
import type { TableSelection } from '@/app/_components/data-table/table-selection';
import type { JobJson } from '@/lib/domain/wire/job';
import type { JobFilter } from './job-filter';
import {
  ALL_ROWS,
  isRowSelected,
  NO_ROWS,
  type RowSelection,
  selectedCount,
  withRows,
} from './row-selection';

export interface SelectedRows {
  readonly selection: RowSelection;
  /** Undefined where nobody counted them. */
  readonly count: number | undefined;
  readonly table: TableSelection;
}

/**
 * The rows that a reader has selected. Another filter begins with none: "all of these" would mean others than those
 * that were seen.
 * @param total rows that the filter lets through, where known
 */
export function useRowSelection(
  jobs: readonly JobJson[],
  filter: JobFilter,
  total: number | undefined,
): SelectedRows {
  const { sort: _sort, ...narrowing } = filter;
  const of = JSON.stringify(narrowing);
  const [kept, keep] = useState({ of, selection: NO_ROWS });
  const last = useRef<number | null>(null);
  const selection = kept.of === of ? kept.selection : NO_ROWS;
  const count = selectedCount(selection, total);
  const table = useMemo((): TableSelection => {
    const select = (next: RowSelection) => keep({ of, selection: next });
    const clear = () => select(NO_ROWS);
    return {
      isSelected: (id) => isRowSelected(selection, rowOf(id)),
      onToggle: (id, isRange) => {
        const row = rowOf(id);
        const from = isRange ? last.current : null;
        last.current = row;
        select(withRows(selection, between(jobs, from ?? row, row), !isRowSelected(selection, row)));
      },
      all: stateOf(selection, count),
      onToggleAll: () => (selection.isAll ? clear() : select(ALL_ROWS)),
      onClear: clear,
      labelOf: (id) => `Select row ${id}`,
    };
  }, [jobs, selection, count, of]);
  return { selection, count, table };
}

/** Rows are 1-based in the table's ids. */
const rowOf = (id: string) => Number(id) - 1;

function stateOf({ isAll, rows }: RowSelection, count: number | undefined): TableSelection['all'] {
  if (isAll && rows.size === 0) return true;
  return count === 0 ? false : 'some';
}

/** The rows from one to the other in the order of the table. */
function between(jobs: readonly JobJson[], from: number, to: number): number[] {
  const rows = jobs.map((job) => job.row_index);
  const [first = -1, last = -1] = [rows.indexOf(from), rows.indexOf(to)].sort((a, b) => a - b);
  return first < 0 ? [to] : rows.slice(first, last + 1);
}
