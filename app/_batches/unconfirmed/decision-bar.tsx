'use client';

import { Button } from '@/app/_components/ui/button';
import { useConfirm } from '@/app/_components/ui/confirm';
import type { Resolution } from '@/lib/domain/resolution';
import { countText, rowsText } from '../format';
import { Clock } from '../moment';
import type { ChosenRows } from './chosen-rows';
import { type Decision, useDecide } from './use-decide';

interface DecisionBarProps {
  readonly batchId: string;
  readonly chosen: ChosenRows;
  /** With the rows that were decided: others may have been chosen meanwhile. */
  readonly onDecided: (rowIndexes: readonly number[] | 'all') => void;
}

/** What can be done with the chosen rows: ask the site, or say what a person found there. */
export function DecisionBar({ batchId, chosen, onDecided }: DecisionBarProps) {
  const decide = useDecide(batchId);
  const ask = useAskFirst(chosen);
  const state = { disabled: chosen.count === 0, isWaiting: decide.isPending };
  const count = chosen.count > 1 ? ` ${countText(chosen.count)}` : '';
  const send = (decision: Decision) => {
    const { request: rows } = chosen;
    const decided = () => onDecided(rows.row_indexes ?? 'all');
    decide.mutate({ decision, rows }, { onSuccess: decided });
  };
  const resolve = async (status: Resolution) => {
    if (await ask(status)) send(status);
  };
  return (
    <fieldset aria-label="Decide the chosen rows" className="flex min-w-0 flex-wrap gap-1.5">
      {chosen.canAsk && (
        <Button size="sm" {...state} onClick={() => send('verify')}>
          Verify{count} now
        </Button>
      )}
      <Button size="sm" {...state} onClick={() => resolve('completed')}>
        Mark{count} completed
      </Button>
      <Button size="sm" {...state} onClick={() => resolve('failed')}>
        Mark{count} failed
      </Button>
      <Button size="sm" {...state} onClick={() => resolve('pending')}>
        Run{count} again
      </Button>
    </fieldset>
  );
}

/** Asks before what may submit twice, and before a decision about rows that nobody has looked at. */
function useAskFirst({ count, isAll, request }: ChosenRows) {
  const confirm = useConfirm();
  const rows = rowsText(count);
  const later = request.until !== undefined && (
    <>
      {' '}
      Rows that became unconfirmed after <Clock at={request.until} /> stay as they are.
    </>
  );
  return async (status: Resolution): Promise<boolean> => {
    if (status !== 'pending' && !isAll) return true;
    if (status === 'pending') {
      return confirm({
        title: `Run ${rows} again?`,
        body: (
          <>
            This may submit twice: each of these rows may have been submitted already, and nobody knows. Look
            in the target system first.{later}
          </>
        ),
        action: `Run ${rows} again`,
        isDangerous: true,
      });
    }
    return confirm({
      title: `Mark ${rows} ${status}?`,
      body: (
        <>
          These are all unconfirmed rows of this batch, also those that are not shown. It cannot be taken
          back.
          {later}
        </>
      ),
      action: `Mark ${rows} ${status}`,
    });
  };
}
