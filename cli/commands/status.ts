import { Command } from 'commander';
import { isWaitingForPerson } from '../../lib/domain/batch-state';
import { getBatch } from '../../lib/services/batches/get-batch';
import { batchOutput, howToGoOn } from '../batch-output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

/** Tells how a batch is; that it could tell is success, whatever became of the rows. */
export function statusCommand(terminal: Terminal): Command {
  return new Command('status')
    .argument('<id>', "the batch's id")
    .option('--jobs', 'print all rows too')
    .action((batchId: string, options: { jobs?: boolean }) =>
      terminal.answer(() =>
        withSession(terminal, async ({ context }) => {
          const batch = await getBatch(context, { batchId });
          if (isWaitingForPerson(batch)) terminal.log(howToGoOn(batch));
          return batchOutput(context, batch, { hasJobs: options.jobs });
        }),
      ),
    );
}
