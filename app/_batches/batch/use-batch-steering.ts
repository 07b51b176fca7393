'use client';

import { useConfirm } from '@/app/_components/ui/confirm';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { countText, rowsText } from '../format';
import { useBatchAction } from './use-batch-action';

export type BatchSteering = Omit<ReturnType<typeof useBatchSteering>, 'isBusy'>;

/** What a person can do to a batch, whether a button or the palette asks for it. */
export function useBatchSteering(batch: BatchJson) {
  const action = useBatchAction(batch.id);
  const confirm = useConfirm();
  const { counts } = batch;
  const stop = async () => {
    const isSure = await confirm({
      title: `Stop ${batch.name}?`,
      body: `${rowsText(counts.pending)} that have not run will be marked stopped${counts.running > 0 ? `, and ${countText(counts.running)} running now will be ended` : ''}. Rows that have ended keep their results; stopped rows can be retried later.`,
      action: `Stop ${rowsText(counts.pending + counts.running)}`,
      isDangerous: true,
    });
    if (isSure) action.mutate({ verb: 'stop' });
  };
  return {
    isBusy: action.isPending,
    start: () => action.mutate({ verb: 'start' }),
    resume: () => action.mutate({ verb: 'resume' }),
    pause: () => action.mutate({ verb: 'pause' }),
    giveBack: () => action.mutate({ verb: 'pause', mode: 'now' }),
    retry: (status: 'failed' | 'stopped', version: 'same' | 'latest') =>
      action.mutate({ verb: 'retry', status, version }),
    stop: () => void stop(),
  };
}
