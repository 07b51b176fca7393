'use client';

import { Button } from '@/app/_components/ui/button';
import { useConfirm } from '@/app/_components/ui/confirm';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { allowedActions } from '../batch-words';
import { countText, rowsText } from '../format';
import { RetryButton } from './retry-button';
import { useBatchAction } from './use-batch-action';

/** The changes that are possible in the batch's state, the likeliest first. */
export function BatchActions({ batch }: { batch: BatchJson }) {
  const action = useBatchAction(batch.id);
  const confirm = useConfirm();
  const allowed = allowedActions(batch);
  const { counts } = batch;
  const isBusy = action.isPending;

  const retry = (status: 'failed' | 'stopped', version: 'same' | 'latest') =>
    action.mutate({ verb: 'retry', status, version });
  const stop = async () => {
    const isSure = await confirm({
      title: `Stop ${batch.name}?`,
      body: `${rowsText(counts.pending)} that have not run will be marked stopped${counts.running > 0 ? `, and ${countText(counts.running)} running now will be ended` : ''}. Rows that have ended keep their results; stopped rows can be retried later.`,
      action: `Stop ${rowsText(counts.pending + counts.running)}`,
      isDangerous: true,
    });
    if (isSure) action.mutate({ verb: 'stop' });
  };
  return (
    <>
      {allowed.start && (
        <Button variant="primary" disabled={isBusy} onClick={() => action.mutate({ verb: 'start' })}>
          {batch.status === 'importing' ? 'Start when imported' : `Run ${rowsText(counts.pending)}`}
        </Button>
      )}
      {allowed.resume && (
        <Button variant="primary" disabled={isBusy} onClick={() => action.mutate({ verb: 'resume' })}>
          Resume{counts.pending > 0 && ` ${rowsText(counts.pending)}`}
        </Button>
      )}
      {allowed.pause && (
        <Button disabled={isBusy} onClick={() => action.mutate({ verb: 'pause' })}>
          Pause
        </Button>
      )}
      {allowed.giveBack && (
        <Button
          disabled={isBusy}
          title="Ends them now. They run again when you resume; rows past the step that submits run on."
          onClick={() => action.mutate({ verb: 'pause', mode: 'now' })}
        >
          Give {countText(counts.running)} running back
        </Button>
      )}
      {allowed.retryFailed && (
        <RetryButton batch={batch} isBusy={isBusy} onRetry={(version) => retry('failed', version)}>
          Retry {countText(counts.failed)} failed
        </RetryButton>
      )}
      {allowed.retryStopped && (
        <RetryButton batch={batch} isBusy={isBusy} onRetry={(version) => retry('stopped', version)}>
          Run {countText(counts.stopped)} stopped
        </RetryButton>
      )}
      {allowed.stop && (
        <Button disabled={isBusy} onClick={stop}>
          Stop
        </Button>
      )}
    </>
  );
}
