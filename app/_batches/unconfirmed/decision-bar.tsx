'use client';

import { Button } from '@/app/_components/ui/button';
import { useConfirm } from '@/app/_components/ui/confirm';
import { usePageCommands } from '@/app/_keyboard/page-commands';
import type { Resolution } from '@/lib/domain/resolution';
import { countText, rowsText } from '../format';
import { Clock } from '../moment';
import type { ChosenRows } from './chosen-rows';
import { type Decision, useDecide } from './use-decide';

interface DecisionBarProps {
  readonly batchId: string;
  readonly chosen: ChosenRows;
  /** The batch's name, where several stand on the page. */
  readonly name?: string | undefined;
  /** With the rows that were decided: others may have been chosen meanwhile. */
  readonly onDecided: (rowIndexes: readonly number[] | 'all') => void;
}

/** What can be done with the chosen rows: ask the site, or say what a person found there. */
export function DecisionBar({ batchId, chosen, name, onDecided }: DecisionBarProps) {
  const decide = useDecide(batchId);
  const ask = useAskFirst(chosen);
  // Not disabled: whoever decided by a key keeps their place when the rows are gone.
  const isWaiting = decide.isPending || chosen.count === 0;
  const count = chosen.count > 1 ? ` ${countText(chosen.count)}` : '';
  const send = (decision: Decision) => {
    if (decide.isPending) return;
    const { request: rows } = chosen;
    const decided = () => onDecided(rows.row_indexes ?? 'all');
    decide.mutate({ decision, rows }, { onSuccess: decided });
  };
  const resolve = async (status: Resolution) => {
    if (await ask(status)) send(status);
  };
  const choices = [
    ...(chosen.canAsk ? [{ id: 'verify', label: `Verify${count} now`, run: () => send('verify') }] : []),
    { id: 'completed', label: `Mark${count} completed`, run: () => void resolve('completed') },
    { id: 'failed', label: `Mark${count} failed`, run: () => void resolve('failed') },
    { id: 'pending', label: `Run${count} again`, run: () => void resolve('pending') },
  ];
  usePageCommands(
    chosen.count === 0
      ? []
      : choices.map(({ label, run }) => ({ label, ...(name ? { hint: name } : {}), act: { run } })),
  );
  return (
    <fieldset aria-label="Decide the chosen rows" className="flex min-w-0 flex-wrap gap-1.5">
      {choices.map(({ id, label, run }) => (
        <Button key={id} size="sm" isWaiting={isWaiting} onClick={run}>
          {label}
        </Button>
      ))}
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
