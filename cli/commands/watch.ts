import { Command } from 'commander';
import { getBatch } from '../../lib/services/batches/get-batch';
import { parsePercent } from '../option-values';
import { withSession } from '../session';
import type { Terminal } from '../terminal';
import { waitForBatch } from '../wait-for-batch';

interface WatchOptions {
  readonly failOver?: number;
  readonly jobs?: boolean;
}

export function watchCommand(terminal: Terminal): Command {
  return new Command('watch')
    .argument('<id>', "the batch's id")
    .option('--fail-over <percent>', 'exit 0 while no more rows go wrong, such as 5%', parsePercent)
    .option('--jobs', 'print all rows too')
    .action((batchId: string, { failOver, jobs }: WatchOptions) =>
      terminal.answer(() =>
        withSession(terminal, async (session) => {
          // An unknown id is answered before a worker is started for it.
          const batch = await getBatch(session.context, { batchId });
          session.workers(batch.settings.concurrency);
          return waitForBatch(terminal, session, batch.id, { failOver, hasJobs: jobs, onInterrupt: 'leave' });
        }),
      ),
    );
}
