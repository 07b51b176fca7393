'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import type { CheckJson } from '@/lib/domain/wire/check';
import { filterOptions, type RowFilter } from './row-filter';

interface GridToolbarProps {
  readonly rowCount: number;
  readonly check: CheckJson | undefined;
  readonly filter: RowFilter;
  readonly isSeeking: boolean;
  readonly onFilter: (filter: RowFilter) => void;
  readonly onSeek: (direction: 'next' | 'previous') => void;
  readonly onGoTo: (rowIndex: number) => void;
}

/** What stands over the rows: which are shown, and the way to the next problem and to any row. */
export function GridToolbar(props: GridToolbarProps) {
  const { rowCount, check, filter, isSeeking, onFilter, onSeek, onGoTo } = props;
  const hasProblems = check !== undefined && check.invalid_count + check.warning_count > 0;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Shown rows"
        options={filterOptions(rowCount, check, filter)}
        value={filter}
        onValueChange={onFilter}
        className="w-64 max-sm:w-full"
      />
      {hasProblems && filter === 'all' && (
        <>
          <Button variant="ghost" disabled={isSeeking} onClick={() => onSeek('previous')} title="Key: p">
            <ChevronUp /> <span className="max-sm:sr-only">Previous problem</span>
          </Button>
          <Button variant="ghost" disabled={isSeeking} onClick={() => onSeek('next')} title="Key: n">
            <ChevronDown /> <span className="max-sm:sr-only">Next problem</span>
          </Button>
        </>
      )}
      <GoToRow rowCount={rowCount} onGoTo={onGoTo} />
    </div>
  );
}

function GoToRow({ rowCount, onGoTo }: Pick<GridToolbarProps, 'rowCount' | 'onGoTo'>) {
  const [text, setText] = useState('');
  const go = (event: FormEvent) => {
    event.preventDefault();
    const number = Number(text.replace(/[,. ]/g, ''));
    if (!Number.isInteger(number) || number < 1) return;
    onGoTo(Math.min(number, rowCount) - 1);
  };
  return (
    <form onSubmit={go} className="ml-auto">
      <Input
        aria-label="Go to row"
        placeholder="Go to row"
        inputMode="numeric"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="w-28"
      />
    </form>
  );
}
