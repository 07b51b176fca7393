'use client';

import { useId, useState } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { Label } from '@/app/_components/ui/label';
import type { JobJson } from '@/lib/domain/wire/job';
import type { LiveBatch } from '../batch-queries';
import { countText } from '../format';
import { DecisionBar } from './decision-bar';
import { UnconfirmedLine } from './unconfirmed-line';
import { SHOWN_ROWS, useUnconfirmedJobs } from './use-unconfirmed-jobs';

interface UnconfirmedRowsProps {
  readonly batch: LiveBatch;
  /** Those that came with the page. */
  readonly first: readonly JobJson[];
  /** Opens a row, 1-based. */
  readonly onOpen: (rowNumber: number) => void;
}

/** Rows that may have been submitted: what the site said about each, and what a person can decide, one or many. */
export function UnconfirmedRows({ batch, first, onOpen }: UnconfirmedRowsProps) {
  const count = batch.counts.unconfirmed;
  const canDecide = useMay('write');
  const { data } = useUnconfirmedJobs(batch.id, count, first);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const allId = useId();
  const jobs = data?.items ?? [];
  if (count === 0 || jobs.length === 0) return null;
  const chosenJobs = jobs.filter((job) => chosen.has(job.row_index));
  const isAll = chosenJobs.length === jobs.length;
  const choose = (rowIndex: number, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(rowIndex);
    else next.delete(rowIndex);
    setChosen(next);
  };
  const letGo = (decided: readonly number[]) =>
    setChosen((before) => new Set([...before].filter((rowIndex) => !decided.includes(rowIndex))));
  return (
    <section aria-labelledby="unconfirmed" className="grid grid-cols-1 gap-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <h2 id="unconfirmed" className="font-medium">
          Unconfirmed
        </h2>
        <p className="text-muted">
          May have been submitted, nobody saw the end.
          {count > SHOWN_ROWS && ` The first ${SHOWN_ROWS} of ${countText(count)}.`}
        </p>
        {canDecide && (
          <>
            <span className="ml-auto flex items-center gap-2">
              <Checkbox
                id={allId}
                checked={isAll ? true : chosenJobs.length > 0 ? 'indeterminate' : false}
                onCheckedChange={() => setChosen(new Set(isAll ? [] : jobs.map((job) => job.row_index)))}
              />
              <Label htmlFor={allId}>Choose all {countText(jobs.length)}</Label>
            </span>
            <DecisionBar batchId={batch.id} jobs={chosenJobs} onDecided={letGo} />
          </>
        )}
      </div>
      <ul className="max-h-72 divide-y divide-line overflow-y-auto border-line border-y">
        {jobs.map((job) => (
          <UnconfirmedLine
            key={job.row_index}
            job={job}
            isChosen={chosen.has(job.row_index)}
            canDecide={canDecide}
            onChoose={(isChosen) => choose(job.row_index, isChosen)}
            onOpen={() => onOpen(job.row_index + 1)}
          />
        ))}
      </ul>
    </section>
  );
}
