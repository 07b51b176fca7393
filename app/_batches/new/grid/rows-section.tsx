'use client';

import { useCallback, useMemo, useState } from 'react';
import { rowsText } from '../../format';
import type { CsvPreviewJson } from '../use-preview';
import type { CellPlace } from './grid-keys';
import type { GridColumn } from './grid-row-data';
import { GridToolbar } from './grid-toolbar';
import { RowGrid } from './row-grid';
import { sampleSource } from './sample-source';
import { type RowQuery, useRowPages } from './use-row-pages';

interface RowsSectionProps {
  readonly query: RowQuery;
  readonly preview: CsvPreviewJson;
  readonly columns: readonly GridColumn[];
}

/** The rows as they will be used, all of them; the first ones while the file is being read. */
export function RowsSection({ query, preview, columns }: RowsSectionProps) {
  const [active, setActive] = useState<CellPlace>({ position: 0, column: 0 });
  const stored = useRowPages(query);
  const sample = useMemo(
    () => sampleSource(preview.rows, preview.dialect.header_row),
    [preview.rows, preview.dialect.header_row],
  );
  const source = query.isReady ? stored : sample;
  const goTo = useCallback((rowIndex: number) => setActive((now) => ({ ...now, position: rowIndex })), []);
  return (
    <section aria-label="Rows" className="grid grid-cols-1 gap-2">
      {query.isReady && <GridToolbar rowCount={query.rowCount} onGoTo={goTo} />}
      <RowGrid
        label={`${rowsText(source.count)} of the file`}
        columns={columns}
        source={source}
        active={active}
        onActive={setActive}
        empty={<p className="px-3 py-6 text-muted">The file has a header and no rows.</p>}
        className="h-[min(26rem,60vh)]"
      />
    </section>
  );
}
