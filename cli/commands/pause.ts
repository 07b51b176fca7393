import { Command } from 'commander';
import { pauseBatch } from '../../lib/services/batches/pause-batch';
import { batchOutput } from '../batch-output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

export function pauseCommand(terminal: Terminal): Command {
  return new Command('pause')
    .description('take no further rows of a batch; rows that run end normally')
    .argument('<id>', "the batch's id")
    .action((batchId: string) =>
      terminal.answer(() =>
        withSession(terminal, async ({ context }) =>
          batchOutput(context, await pauseBatch(context, { batchId })),
        ),
      ),
    );
}
