'use client';

import { CircleAlert, TriangleAlert } from 'lucide-react';
import { cn } from '@/app/_components/ui/cn';
import type { CellProblem, GridColumn } from './grid-row-data';

/** More of a cell than fits any screen is cut before it is drawn. */
const DRAWN_CHARACTERS = 400;

interface GridCellProps {
  readonly id: string;
  readonly column: GridColumn;
  readonly columnIndex: number;
  readonly left: number;
  readonly value: string;
  readonly problems: readonly CellProblem[];
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onOpen: () => void;
}

/** One value of the file, with what is wrong with it. */
export function GridCell(props: GridCellProps) {
  const { id, column, columnIndex, left, value, problems, isActive, onPoint, onOpen } = props;
  const worst = problems.find(({ severity }) => severity === 'error') ?? problems[0];
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid takes focus and keys.
    <div
      id={id}
      role="gridcell"
      aria-colindex={columnIndex + 2}
      aria-selected={isActive}
      aria-invalid={worst?.severity === 'error' || undefined}
      title={[...problems.map(problemText), value].join('\n').slice(0, DRAWN_CHARACTERS)}
      onMouseDown={onPoint}
      onDoubleClick={onOpen}
      style={{ left, width: column.width }}
      className={cn(
        'absolute inset-y-0 flex items-center gap-1 border-line border-r px-3 font-mono text-xs group-data-dropped:text-faint group-data-dropped:line-through',
        column.isNumber && 'justify-end',
        worst?.severity === 'error' && 'bg-danger-wash',
        worst?.severity === 'warning' && 'bg-warning-wash',
        isActive && 'outline-2 outline-accent -outline-offset-2',
      )}
    >
      {worst && <ProblemMark severity={worst.severity} />}
      <span className="truncate">{cellText(value)}</span>
      {worst && <span className="sr-only">, {problems.map(problemText).join(' ')}</span>}
    </div>
  );
}

function ProblemMark({ severity }: Pick<CellProblem, 'severity'>) {
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <Icon
      aria-hidden
      className={cn('size-3.5 shrink-0', severity === 'error' ? 'text-danger' : 'text-warning')}
    />
  );
}

function problemText({ message, advice }: CellProblem): string {
  return advice ? `${message} ${advice}` : message;
}

function cellText(value: string) {
  if (value === '') return <span className="text-faint">—</span>;
  return value.slice(0, DRAWN_CHARACTERS).replace(/\r\n|\r|\n/g, ' ↵ ');
}
