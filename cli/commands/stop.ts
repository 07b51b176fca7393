import { Command } from 'commander';
import { toStopResultJson } from '../../lib/domain/wire/batch';
import { stopBatch } from '../../lib/services/batches/stop-batch';
import { batchUrl } from '../batch-output';
import { finishOperation } from '../finish-operation';
import type { Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';
import { waitUntilStopped } from '../wait-for-batch';

/** A worker aborts its rows within seconds; one that is lost is noticed after 15 s. */
const STOPPED_WITHIN_MS = 30_000;

export function stopCommand(terminal: Terminal): Command {
  return new Command('stop')
    .argument('<id>', "the batch's id")
    .action((batchId: string) => terminal.answer(() => stop(terminal, batchId)));
}

function stop(terminal: Terminal, batchId: string): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const stopped = await stopBatch(context, { batchId });
    const stoppedJobs = stopped.operation
      ? await finishOperation(context, stopped.operation)
      : stopped.stoppedJobs;
    const result = { ...stopped, stoppedJobs, unaffectedJobs: stopped.totalJobs - stoppedJobs };
    const batch = await waitUntilStopped(context, batchId, STOPPED_WITHIN_MS);
    const json = {
      id: batch.id,
      url: batchUrl(context, batch),
      status: batch.state,
      ...toStopResultJson(result),
    };
    const text = `${batch.name}: ${result.stoppedJobs} rows stopped, ${result.unaffectedJobs} had run or were running; now ${batch.state}`;
    return { json, text };
  });
}
