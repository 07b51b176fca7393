'use client';

import { Button } from '@/app/_components/ui/button';
import { useConfirm } from '@/app/_components/ui/confirm';
import type { JobJson } from '@/lib/domain/wire/job';
import { countText, rowsText } from '../format';
import { type Decision, useDecide } from './use-decide';

interface DecisionBarProps {
  readonly batchId: string;
  readonly jobs: readonly JobJson[];
  /** With the rows that were decided: others may have been chosen meanwhile. */
  readonly onDecided: (rowIndexes: readonly number[]) => void;
}

/** What can be done with the chosen rows: ask the site, or say what a person found there. */
export function DecisionBar({ batchId, jobs, onDecided }: DecisionBarProps) {
  const decide = useDecide(batchId);
  const confirm = useConfirm();
  const state = { disabled: jobs.length === 0, isWaiting: decide.isPending };
  const count = jobs.length > 1 ? ` ${countText(jobs.length)}` : '';
  const send = (decision: Decision) => {
    const rows = jobs.map((job) => job.row_index);
    decide.mutate({ decision, rows }, { onSuccess: () => onDecided(rows) });
  };
  const runAgain = async () => {
    const isSure = await confirm({
      title: `Run ${rowsText(jobs.length)} again?`,
      body: 'This may submit twice: each of these rows may have been submitted already, and nobody knows. Look in the target system first.',
      action: `Run ${rowsText(jobs.length)} again`,
      isDangerous: true,
    });
    if (isSure) send('pending');
  };
  return (
    <fieldset aria-label="Decide the chosen rows" className="flex min-w-0 flex-wrap gap-1.5">
      {jobs.some((job) => job.verification !== null) && (
        <Button size="sm" {...state} onClick={() => send('verify')}>
          Verify{count} now
        </Button>
      )}
      <Button size="sm" {...state} onClick={() => send('completed')}>
        Mark{count} completed
      </Button>
      <Button size="sm" {...state} onClick={() => send('failed')}>
        Mark{count} failed
      </Button>
      <Button size="sm" {...state} onClick={runAgain}>
        Run{count} again
      </Button>
    </fieldset>
  );
}
