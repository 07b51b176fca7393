'use client';

import { type FormEvent, useState } from 'react';
import { Input } from '@/app/_components/ui/input';

interface GridToolbarProps {
  readonly rowCount: number;
  readonly onGoTo: (rowIndex: number) => void;
}

/** What stands over the rows: what is shown, and the way to one row. */
export function GridToolbar({ rowCount, onGoTo }: GridToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <GoToRow rowCount={rowCount} onGoTo={onGoTo} />
    </div>
  );
}

function GoToRow({ rowCount, onGoTo }: GridToolbarProps) {
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
