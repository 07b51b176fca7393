'use client';

import type { VirtualItem } from '@tanstack/react-virtual';
import { ArrowRight, KeyRound } from 'lucide-react';
import type { GridColumn } from './grid-row-data';

export const HEADER_HEIGHT = 52;

interface GridHeaderProps {
  readonly columns: readonly GridColumn[];
  readonly drawn: readonly VirtualItem[];
  readonly leadWidth: number;
  readonly width: number;
}

/** Name, type and fill rate of every column, with what it is used for. Stays in view. */
export function GridHeader({ columns, drawn, leadWidth, width }: GridHeaderProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid itself takes the focus.
    <div
      role="row"
      aria-rowindex={1}
      style={{ height: HEADER_HEIGHT, width }}
      className="sticky top-0 z-20 border-line border-b bg-surface"
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the row. */}
      <div
        role="columnheader"
        aria-colindex={1}
        style={{ width: leadWidth }}
        className="sticky left-0 z-10 flex h-full items-center justify-between border-line border-r bg-surface px-3 text-faint text-xs"
      >
        <span>row</span>
        <span className="max-sm:hidden">line</span>
      </div>
      {drawn.map(({ index, start }) => {
        const column = columns[index];
        return column && <HeaderCell key={index} column={column} index={index} left={leadWidth + start} />;
      })}
    </div>
  );
}

function HeaderCell({ column, index, left }: { column: GridColumn; index: number; left: number }) {
  const { header, typeText, fillRate, inputs, isKey, width } = column;
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the row.
    <div
      role="columnheader"
      aria-colindex={index + 2}
      title={header}
      style={{ left, width }}
      className="absolute inset-y-0 flex flex-col justify-center gap-0.5 border-line border-r px-3"
    >
      <div className="flex min-w-0 items-center gap-1.5 text-xs">
        {isKey && (
          <>
            <KeyRound aria-hidden className="size-3 shrink-0 text-muted" />
            <span className="sr-only">key column</span>
          </>
        )}
        <span className="truncate font-medium">{header || <span className="text-danger">no name</span>}</span>
        {inputs.length > 0 && (
          <span className="flex min-w-0 items-center gap-0.5 text-muted">
            <ArrowRight aria-hidden className="size-3 shrink-0" />
            <span className="sr-only">used for</span>
            <span className="truncate">{inputs.join(', ')}</span>
          </span>
        )}
      </div>
      <div className="flex min-w-0 items-center gap-2 text-faint text-xs">
        <span className="truncate" title={typeText}>
          {typeText}
        </span>
        {fillRate !== null && <FillRate rate={fillRate} />}
      </div>
    </div>
  );
}

/** How many rows have a value: a bar and a number. Full columns say nothing. */
function FillRate({ rate }: { rate: number }) {
  const percent = rate >= 1 ? 100 : Math.min(99, Math.max(rate > 0 ? 1 : 0, Math.round(rate * 100)));
  return (
    <span className="flex shrink-0 items-center gap-1">
      <span aria-hidden className="h-1 w-8 overflow-hidden rounded-full bg-selected">
        <span className="block h-full bg-faint" style={{ width: `${percent}%` }} />
      </span>
      <span>
        {percent} %<span className="sr-only"> filled</span>
      </span>
    </span>
  );
}
