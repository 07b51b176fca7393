'use client';

import { type PageCommand, usePageCommands } from '@/app/_keyboard/page-commands';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { allowedActions } from '../batch-words';
import { countText, rowsText } from '../format';
import { changedAutomations } from './retry-button';
import type { BatchSteering } from './use-batch-steering';

/** The buttons of a batch as commands of the palette. */
export function useBatchCommands(batch: BatchJson, steering: BatchSteering): void {
  const allowed = allowedActions(batch);
  const { counts } = batch;
  const run = (label: string, work: () => void): PageCommand => ({ label, act: { run: work } });
  const retry = (label: string, status: 'failed' | 'stopped'): PageCommand[] => [
    run(label, () => steering.retry(status, 'same')),
    ...(changedAutomations(batch).length > 0
      ? [run(`${label} with the newest version`, () => steering.retry(status, 'latest'))]
      : []),
  ];
  usePageCommands([
    allowed.start && run(`Run ${rowsText(counts.pending)}`, steering.start),
    allowed.resume && run(`Resume ${rowsText(counts.pending)}`, steering.resume),
    allowed.pause && run('Pause', steering.pause),
    allowed.giveBack && run(`Give ${countText(counts.running)} running back`, steering.giveBack),
    ...(allowed.retryFailed ? retry(`Retry ${countText(counts.failed)} failed`, 'failed') : []),
    ...(allowed.retryStopped ? retry(`Run ${countText(counts.stopped)} stopped`, 'stopped') : []),
    allowed.stop && run('Stop', steering.stop),
  ]);
}
