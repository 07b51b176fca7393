import { Ban, Check, CircleAlert, Pencil, TriangleAlert } from 'lucide-react';
import { cn } from '@/app/_components/ui/cn';
import { countText } from '../../format';
import type { GridRowData } from './grid-row-data';

interface RowLeadProps {
  readonly row: GridRowData | undefined;
  readonly isActive: boolean;
  readonly width: number;
}

/** Row number, line in the file, and what happened to the row; stays in view. */
export function RowLead({ row, isActive, width }: RowLeadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the row.
    <div
      role="rowheader"
      aria-colindex={1}
      style={{ width }}
      className={cn(
        'sticky left-0 z-10 flex h-full items-center gap-1.5 border-line border-r px-3 text-xs',
        isActive ? 'bg-selected' : 'bg-surface',
      )}
    >
      {row && (
        <>
          <span className="text-muted">{countText(row.row_index + 1)}</span>
          <RowMarks row={row} />
          <span className="ml-auto text-faint max-sm:hidden">
            <span className="sr-only">line </span>
            {countText(row.line_number)}
          </span>
        </>
      )}
    </div>
  );
}

function RowMarks({ row }: { row: GridRowData }) {
  const fault = row.problems?.find(({ column }) => column === null);
  const isEdited = row.version > 0 && !row.dropped;
  return (
    <>
      {fault && (
        <span title={fault.message} className={fault.severity === 'error' ? 'text-danger' : 'text-warning'}>
          {fault.severity === 'error' ? (
            <CircleAlert aria-hidden className="size-3.5" />
          ) : (
            <TriangleAlert aria-hidden className="size-3.5" />
          )}
          <span className="sr-only">{fault.message}</span>
        </span>
      )}
      {row.done_in && (
        <span title={`Completed or unconfirmed in ${row.done_in.batch_name}`} className="text-completed">
          <Check aria-hidden className="size-3.5" />
          <span className="sr-only">completed or unconfirmed in {row.done_in.batch_name}</span>
        </span>
      )}
      {isEdited && (
        <span title="Edited here; the file stays as it is" className="text-muted">
          <Pencil aria-hidden className="size-3" />
          <span className="sr-only">edited</span>
        </span>
      )}
      {row.dropped && (
        <span title="Dropped: it will not run" className="text-muted">
          <Ban aria-hidden className="size-3.5" />
          <span className="sr-only">dropped</span>
        </span>
      )}
    </>
  );
}
