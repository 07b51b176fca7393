'use client';

import { Button } from '@/app/_components/ui/button';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { allowedActions } from '../batch-words';
import { countText, rowsText } from '../format';
import { RetryButton } from './retry-button';
import { useBatchCommands } from './use-batch-commands';
import { useBatchSteering } from './use-batch-steering';

/** The changes that are possible in the batch's state, the likeliest first. */
export function BatchActions({ batch }: { batch: BatchJson }) {
  const { isBusy, ...steering } = useBatchSteering(batch);
  useBatchCommands(batch, steering);
  const allowed = allowedActions(batch);
  const { counts } = batch;
  return (
    <>
      {allowed.start && (
        <Button variant="primary" isWaiting={isBusy} onClick={steering.start}>
          {batch.status === 'importing' ? 'Start when imported' : `Run ${rowsText(counts.pending)}`}
        </Button>
      )}
      {allowed.resume && (
        <Button variant="primary" isWaiting={isBusy} onClick={steering.resume}>
          Resume{counts.pending > 0 && ` ${rowsText(counts.pending)}`}
        </Button>
      )}
      {allowed.pause && (
        <Button isWaiting={isBusy} onClick={steering.pause}>
          Pause
        </Button>
      )}
      {allowed.giveBack && (
        <Button
          isWaiting={isBusy}
          title="Ends them now. They run again when you resume; rows past the step that submits run on."
          onClick={steering.giveBack}
        >
          Give {countText(counts.running)} running back
        </Button>
      )}
      {allowed.retryFailed && (
        <RetryButton batch={batch} isBusy={isBusy} onRetry={(version) => steering.retry('failed', version)}>
          Retry {countText(counts.failed)} failed
        </RetryButton>
      )}
      {allowed.retryStopped && (
        <RetryButton batch={batch} isBusy={isBusy} onRetry={(version) => steering.retry('stopped', version)}>
          Run {countText(counts.stopped)} stopped
        </RetryButton>
      )}
      {allowed.stop && (
        <Button isWaiting={isBusy} onClick={steering.stop}>
          Stop
        </Button>
      )}
    </>
  );
}
