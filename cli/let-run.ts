import { Command } from 'commander';
import type { BatchView } from '../lib/services/batches/batch-view';
import { getBatch } from '../lib/services/batches/get-batch';
import type { Context } from '../lib/services/context';
import { batchOutput } from './batch-output';
import type { Output } from './output';
import { type Session, withSession } from './session';
import type { Terminal } from './terminal';
import { waitForBatch } from './wait-for-batch';

export interface LetRunOptions {
  /** True with --wait, false with --no-wait, absent: wait only when nobody else would run the rows. */
  readonly wait?: boolean;
}

/** A command that lets a batch run: `start` and `resume`. */
export function letRunCommand(
  terminal: Terminal,
  name: string,
  verb: (context: Context, input: { batchId: string }) => Promise<BatchView>,
): Command {
  return addWaitOptions(new Command(name).argument('<id>', "the batch's id")).action(
    (batchId: string, options: LetRunOptions) =>
      terminal.answer(() =>
        withSession(terminal, async (session) => {
          const batch = await verb(session.context, { batchId });
          return waitIfNeeded(terminal, session, batch.id, options);
        }),
      ),
  );
}

export function addWaitOptions(command: Command): Command {
  return command
    .option('--wait', 'wait until the batch ends (the default when no worker is running: then it runs here)')
    .option('--no-wait', 'only change the batch; a worker that is started later runs it');
}

/** The batch's summary: at once when a worker is running, else after it has run here. */
export async function waitIfNeeded(
  terminal: Terminal,
  session: Session,
  batchId: string,
  options: LetRunOptions,
): Promise<Output> {
  const { context } = session;
  const batch = await getBatch(context, { batchId });
  const isRunnable = batch.state === 'running' || batch.state === 'importing';
  const workers = session.workers(batch.settings.concurrency);
  if (options.wait ?? (isRunnable && !(await workers.isWorking()))) {
    return waitForBatch(terminal, session, batchId, { onInterrupt: 'leave' });
  }
  return batchOutput(context, batch);
}
