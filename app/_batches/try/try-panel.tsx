'use client';

import { useId, useState } from 'react';
import { ApiError, errorText } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Input } from '@/app/_components/ui/input';
import { Notice } from '@/app/_components/ui/notice';
import type { TryJson } from '@/lib/domain/wire/try';
import { countText } from '../format';
import { TryOutcome } from './try-outcome';
import { TryPicture } from './try-picture';
import { TrySteps } from './try-steps';
import { announcement, newestPicture } from './try-words';
import { isGoing, type TryQuestion, useTry } from './use-try';

interface TryPanelProps {
  /** Null while something that a try needs is missing. */
  readonly question: TryQuestion | null;
  readonly rowIndex: number;
  readonly rowCount: number;
  readonly onRow: (rowIndex: number) => void;
  /** A row was dropped. */
  readonly onChanged: () => void;
}

/** Tries one row before the batch exists: every step as it ends, with the page after it. */
export function TryPanel({ question, rowIndex, rowCount, onRow, onChanged }: TryPanelProps) {
  const control = useTry(question);
  const { tried } = control;
  const tryRow = (next: number, submit = false) => {
    onRow(next);
    control.start(next, submit);
  };
  const hasNext =
    tried?.row_index === rowIndex && !control.isBusy && rowIndex + 1 < rowCount && question !== null;
  return (
    <section aria-labelledby="try-a-row" className="grid grid-cols-1 gap-3">
      <h2 id="try-a-row" className="font-semibold">
        Try a row
      </h2>
      <div className="flex flex-wrap items-center gap-2">
        <RowNumber rowIndex={rowIndex} rowCount={rowCount} onRow={onRow} />
        <Button disabled={question === null} isBusy={control.isBusy} onClick={() => tryRow(rowIndex)}>
          Try row {countText(rowIndex + 1)}
        </Button>
        {isGoing(tried) && (
          <Button isBusy={control.isStopping} onClick={control.stop}>
            Stop the try
          </Button>
        )}
        {hasNext && (
          <Button variant="ghost" onClick={() => tryRow(rowIndex + 1)}>
            Try row {countText(rowIndex + 2)}
          </Button>
        )}
        {!tried && !control.error && (
          <p className="text-muted">One row in a real browser, up to the step that submits.</p>
        )}
      </div>
      <p aria-live="polite" className="sr-only">
        {announcement(tried)}
      </p>
      {control.error && <Refusal error={control.error} />}
      {tried && (
        <TriedRow
          key={tried.id}
          tried={tried}
          isOutdated={control.isOutdated}
          onSubmit={() => tryRow(tried.row_index, true)}
          onChanged={onChanged}
        />
      )}
    </section>
  );
}

interface TriedRowProps {
  readonly tried: TryJson;
  readonly isOutdated: boolean;
  readonly onSubmit: () => void;
  readonly onChanged: () => void;
}

function TriedRow({ tried, isOutdated, onSubmit, onChanged }: TriedRowProps) {
  const [chosenNo, setChosenNo] = useState<number | null>(null);
  const shown = tried.steps.find(({ no }) => no === chosenNo) ?? newestPicture(tried.steps);
  return (
    <>
      {isOutdated && (
        <p className="text-muted">
          This is row {countText(tried.row_index + 1)} as it was tried before you changed something.
        </p>
      )}
      <div className="grid grid-cols-1 gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <TrySteps steps={tried.steps} shownNo={shown?.no} onShow={setChosenNo} />
        <TryPicture tried={tried} step={shown} />
      </div>
      {!isGoing(tried) && <TryOutcome tried={tried} onSubmit={onSubmit} onChanged={onChanged} />}
    </>
  );
}

function RowNumber({ rowIndex, rowCount, onRow }: Pick<TryPanelProps, 'rowIndex' | 'rowCount' | 'onRow'>) {
  const id = useId();
  return (
    <span className="inline-flex items-center gap-2">
      <label htmlFor={id}>Row</label>
      <Input
        id={id}
        type="number"
        inputMode="numeric"
        min={1}
        max={rowCount}
        value={rowIndex + 1}
        onChange={({ target }) => {
          const row = target.valueAsNumber;
          if (Number.isInteger(row)) onRow(Math.min(rowCount, Math.max(1, row)) - 1);
        }}
        className="w-24"
      />
      <span className="text-muted">of {countText(rowCount)}</span>
    </span>
  );
}

function Refusal({ error }: { error: Error }) {
  const title = 'The row was not tried';
  const text = error instanceof ApiError ? error.detail : errorText(error);
  return (
    <Notice tone="danger" title={title}>
      {text}
    </Notice>
  );
}
