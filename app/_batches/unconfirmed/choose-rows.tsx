'use client';

import { useId } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { Label } from '@/app/_components/ui/label';
import type { JobJson } from '@/lib/domain/wire/job';
import { countText } from '../format';
import type { ChosenRowsState } from './use-chosen-rows';

interface ChooseRowsProps {
  readonly jobs: readonly JobJson[];
  /** Unconfirmed rows of the batch, those included that are not shown. */
  readonly count: number;
  readonly chosen: ChosenRowsState;
}

/** Chooses all rows that are shown; where there are more, all of the batch too. */
export function ChooseRows({ jobs, count, chosen }: ChooseRowsProps) {
  const id = useId();
  const { rows, isShownAll } = chosen;
  const hasMore = count > jobs.length;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {hasMore && !rows.isAll && (
        <Button
          size="text"
          variant="link"
          className="shrink whitespace-normal text-left"
          onClick={chosen.chooseEvery}
        >
          Choose all {countText(count)} unconfirmed rows of this batch
        </Button>
      )}
      {rows.isAll && (
        <span role="status" className="font-medium">
          {countText(rows.count)} rows of this batch chosen
        </span>
      )}
      <span className="flex items-center gap-2">
        <Checkbox
          id={id}
          checked={isShownAll ? true : rows.count > 0 ? 'indeterminate' : false}
          onCheckedChange={() => (isShownAll || rows.isAll ? chosen.chooseNone() : chosen.choose(jobs, true))}
        />
        <Label htmlFor={id}>
          Choose all {countText(jobs.length)}
          {hasMore && ' shown'}
        </Label>
      </span>
    </span>
  );
}
