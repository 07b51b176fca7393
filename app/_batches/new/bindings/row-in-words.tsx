'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/app/_components/ui/button';
import type { PlanJson } from '@/lib/domain/wire/plan';
import { countText } from '../../format';

interface RowInWordsProps {
  readonly plan: PlanJson;
  readonly isSettling: boolean;
  readonly rowIndex: number;
  readonly rowCount: number;
  readonly onRow: (rowIndex: number) => void;
}

/** What the automation will do for one row, step by step, with that row's values. */
export function RowInWords({ plan, isSettling, rowIndex, rowCount, onRow }: RowInWordsProps) {
  const { row } = plan;
  const chosen = plan.chosen_by_row?.automations.find(({ name }) => name === row.automation?.name);
  const automation = plan.automation ?? chosen;
  return (
    <section aria-labelledby="row-in-words" aria-busy={isSettling} className="min-w-0">
      <div className="flex min-h-7 items-center gap-1">
        <h2 id="row-in-words" className="font-medium">
          What happens for row {countText(rowIndex + 1)}
        </h2>
        <Button
          variant="ghost"
          size="icon-sm"
          className="ml-auto"
          aria-label="Row before"
          disabled={rowIndex === 0}
          onClick={() => onRow(rowIndex - 1)}
        >
          <ChevronLeft />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Row after"
          disabled={rowIndex + 1 >= rowCount}
          onClick={() => onRow(rowIndex + 1)}
        >
          <ChevronRight />
        </Button>
      </div>
      {chosen && <p className="mt-1 text-muted">{chosen.title}</p>}
      {row.problems.length > 0 && (
        <ul className="mt-1 grid gap-0.5 text-danger">
          {row.problems.map(({ input, message }) => (
            <li key={input}>
              {input} {message}
            </li>
          ))}
        </ul>
      )}
      <ol className="mt-1 divide-y divide-line border-line border-y">
        {row.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are their position.
          <li key={index} className="grid grid-cols-[2rem_1fr] py-1.5">
            <span className="text-faint">{index + 1}</span>
            <span className="[overflow-wrap:anywhere]">{line}</span>
          </li>
        ))}
      </ol>
      {automation?.effect === 'submit' && (
        <p className="mt-2 text-muted">
          This automation submits something. A row that passed the submitting step is never run again by
          itself.
        </p>
      )}
    </section>
  );
}
