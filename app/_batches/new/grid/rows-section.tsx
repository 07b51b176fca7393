'use client';

import { useCallback, useMemo, useState } from 'react';
import type { CheckJson } from '@/lib/domain/wire/check';
import { rowsText } from '../../format';
import type { CsvPreviewJson } from '../use-preview';
import type { CellPlace } from './grid-keys';
import type { GridColumn } from './grid-row-data';
import { GridToolbar } from './grid-toolbar';
import type { RowFilter } from './row-filter';
import { RowGrid } from './row-grid';
import { sampleSource } from './sample-source';
import { useProblemSeek } from './use-problem-seek';
import { useRowChanges } from './use-row-changes';
import { type RowQuery, useRowPages } from './use-row-pages';

interface RowsSectionProps {
  readonly query: RowQuery;
  readonly preview: CsvPreviewJson;
  readonly columns: readonly GridColumn[];
  readonly check: CheckJson | undefined;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
  /** Counts and groups are others now. */
  readonly onChanged: () => void;
  /** Told which row somebody stands on. */
  readonly onRow: (rowIndex: number) => void;
}

const START: CellPlace = { position: 0, column: 0 };

/** The rows as they will be used, all of them; the first ones while the file is being read. */
export function RowsSection({ query, preview, columns, check, filter, onFilter, ...rest }: RowsSectionProps) {
  const { uploadId, checkId, rowCount, isReady } = query;
  const { onChanged, onRow } = rest;
  // Each list keeps the place at which somebody was in it.
  const [places, setPlaces] = useState<Partial<Record<RowFilter, CellPlace>>>({});
  const active = places[filter] ?? START;
  const stored = useRowPages(query, filter);
  const sample = useMemo(
    () => sampleSource(preview.rows, preview.dialect.header_row),
    [preview.rows, preview.dialect.header_row],
  );
  const source = isReady ? stored : sample;
  const setActive = useCallback(
    (place: CellPlace) => {
      setPlaces((now) => ({ ...now, [filter]: place }));
      const row = source.rowAt(place.position);
      onRow(row ? row.row_index : place.position);
    },
    [filter, source, onRow],
  );
  const goTo = useCallback(
    (rowIndex: number, column: number | null = null) => {
      setPlaces((now) => ({
        ...now,
        all: { position: rowIndex, column: column ?? (now.all ?? START).column },
      }));
      onFilter('all');
      onRow(rowIndex);
    },
    [onFilter, onRow],
  );
  const { seek, isSeeking } = useProblemSeek(uploadId, checkId, goTo);
  const changes = useRowChanges({ uploadId, headers: preview.headers, checkId, onChanged });
  // Cells are changed by the name of their column: one name for two of them says nothing.
  const canEdit = isReady && new Set(preview.headers).size === preview.headers.length;
  const seekFrom = (direction: 'next' | 'previous') =>
    void seek(direction, source.rowAt(active.position)?.row_index ?? -1);
  return (
    <section aria-label="Rows" className="grid grid-cols-1 gap-2">
      {isReady && (
        <GridToolbar
          rowCount={rowCount}
          check={check}
          filter={filter}
          isSeeking={isSeeking}
          onFilter={onFilter}
          onSeek={seekFrom}
          onGoTo={goTo}
        />
      )}
      <RowGrid
        key={filter}
        label={`${rowsText(source.count)} of the file`}
        columns={columns}
        source={source}
        fileRows={isReady ? rowCount : source.count}
        active={active}
        onActive={setActive}
        onEdit={canEdit ? changes.edit : undefined}
        onDrop={canEdit ? changes.drop : undefined}
        onSeek={isReady ? seekFrom : undefined}
        empty={<p className="px-3 py-6 text-muted">There is no such row.</p>}
        className="h-[min(26rem,60vh)]"
      />
      {canEdit && (
        <p className="text-faint text-xs max-sm:hidden">
          Enter or a double click edits a cell, Delete drops a row. The uploaded file stays as it is.
        </p>
      )}
    </section>
  );
}
