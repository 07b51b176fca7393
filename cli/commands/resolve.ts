import { Argument, Command } from 'commander';
import { getBatch } from '../../lib/services/batches/get-batch';
import type { Context } from '../../lib/services/context';
import { type Resolution, resolveJobs } from '../../lib/services/jobs/resolve-jobs';
import { batchUrl } from '../batch-output';
import { parseRows } from '../option-values';
import type { Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

export function resolveCommand(terminal: Terminal): Command {
  return new Command('resolve')
    .argument('<id>', "the batch's id")
    .addArgument(new Argument('<status>', 'what you found out').choices(['completed', 'failed', 'pending']))
    .requiredOption('--rows <numbers>', 'the rows, such as 3,7,10-12', parseRows)
    .action((batchId: string, status: Resolution, { rows }: { rows: number[] }) =>
      terminal.answer(() => withSession(terminal, ({ context }) => resolve(context, batchId, status, rows))),
    );
}

async function resolve(
  context: Context,
  batchId: string,
  status: Resolution,
  rowIndexes: readonly number[],
): Promise<Output> {
  await resolveJobs(context, { batchId, rowIndexes, status });
  const batch = await getBatch(context, { batchId });
  const rows = rowIndexes.map((rowIndex) => rowIndex + 1);
  const json = {
    id: batch.id,
    url: batchUrl(context, batch),
    status: batch.state,
    rows,
    resolved_to: status,
  };
  return { json, text: `${rows.length === 1 ? 'Row' : 'Rows'} ${rows.join(', ')} now ${status}` };
}
