import { Command } from 'commander';
import { pauseBatch } from '../../lib/services/batches/pause-batch';
import { batchOutput } from '../batch-output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

export function pauseCommand(terminal: Terminal): Command {
  return new Command('pause')
    .argument('<id>', "the batch's id")
    .option('--now', 'do not wait: running rows are given back, unless they are past the step that submits')
    .action((batchId: string, options: { now?: true }) =>
      terminal.answer(() =>
        withSession(terminal, async ({ context }) =>
          batchOutput(context, await pauseBatch(context, { batchId, mode: options.now ? 'now' : 'drain' })),
        ),
      ),
    );
}
