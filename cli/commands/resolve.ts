import { Argument, Command } from 'commander';
import { ConflictError } from '../../lib/domain/errors';
import { getBatch } from '../../lib/services/batches/get-batch';
import type { Context } from '../../lib/services/context';
import { getJob } from '../../lib/services/jobs/get-job';
import { type ResolveJobInput, resolveJob } from '../../lib/services/jobs/resolve-job';
import { batchUrl } from '../batch-output';
import { parseRows } from '../option-values';
import type { Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

type Status = ResolveJobInput['status'];

export function resolveCommand(terminal: Terminal): Command {
  return new Command('resolve')
    .description('decide rows that are unconfirmed: done, not done, or to be run again')
    .argument('<id>', "the batch's id")
    .addArgument(new Argument('<status>', 'what you found out').choices(['completed', 'failed', 'pending']))
    .requiredOption('--rows <numbers>', 'the rows, such as 3,7,10-12', parseRows)
    .action((batchId: string, status: Status, { rows }: { rows: number[] }) =>
      terminal.answer(() => withSession(terminal, ({ context }) => resolve(context, batchId, status, rows))),
    );
}

async function resolve(
  context: Context,
  batchId: string,
  status: Status,
  rowIndexes: readonly number[],
): Promise<Output> {
  await requireUnconfirmed(context, batchId, rowIndexes);
  for (const rowIndex of rowIndexes) await resolveJob(context, { batchId, rowIndex, status });
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

/** All or none: a typing error in one row number must not leave the others half done. */
async function requireUnconfirmed(
  context: Context,
  batchId: string,
  rowIndexes: readonly number[],
): Promise<void> {
  for (const rowIndex of rowIndexes) {
    const { state } = await getJob(context, { batchId, rowIndex });
    if (state === 'unconfirmed') continue;
    const message = `Row ${rowIndex + 1} is ${state}: only an unconfirmed row can be resolved. Nothing was changed.`;
    throw new ConflictError('job_state_conflict', message, { row: rowIndex + 1, state });
  }
}
