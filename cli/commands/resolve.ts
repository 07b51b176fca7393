import { Argument, Command } from 'commander';
import { ValidationError } from '../../lib/domain/errors';
import { RESOLUTIONS, type Resolution } from '../../lib/domain/resolution';
import { getBatch } from '../../lib/services/batches/get-batch';
import type { Context } from '../../lib/services/context';
import { resolveJobs } from '../../lib/services/jobs/resolve-jobs';
import { batchUrl } from '../batch-output';
import { finishOperation } from '../finish-operation';
import { parseRows } from '../option-values';
import type { Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

interface Options {
  readonly rows?: readonly number[];
  readonly all?: boolean;
  readonly group?: string;
}

export function resolveCommand(terminal: Terminal): Command {
  return new Command('resolve')
    .argument('<id>', "the batch's id")
    .addArgument(new Argument('<status>', 'what you found out').choices(RESOLUTIONS))
    .option('--rows <numbers>', 'the rows, such as 3,7,10-12', parseRows)
    .option('--all', 'all unconfirmed rows of the batch')
    .option('--group <fingerprint>', 'all unconfirmed rows of one failure group')
    .action((batchId: string, status: Resolution, options: Options) =>
      terminal.answer(() => resolve(terminal, batchId, status, options)),
    );
}

function resolve(terminal: Terminal, batchId: string, status: Resolution, options: Options): Promise<Output> {
  const chosen = chosenRows(options);
  return withSession(terminal, async ({ context }) => {
    const { rowIndexes, operation } = await resolveJobs(context, { batchId, status, ...chosen });
    const resolved = operation ? await finishOperation(context, operation) : rowIndexes.length;
    return report(context, batchId, status, { resolved, rows: rowIndexes.map((row) => row + 1) });
  });
}

function chosenRows({ rows, all, group }: Options) {
  const given = [rows, all, group].filter((one) => one !== undefined).length;
  if (given !== 1) {
    const code = given === 0 ? 'rows_missing' : 'rows_ambiguous';
    throw new ValidationError(
      code,
      'Say which rows, in one way: --rows NUMBERS, --all or --group FINGERPRINT.',
    );
  }
  if (rows) return { rowIndexes: rows };
  return { selection: group === undefined ? {} : { fingerprint: group } };
}

/** The rows stand there as long as they were decided at once. */
async function report(
  context: Context,
  batchId: string,
  status: Resolution,
  { resolved, rows }: { readonly resolved: number; readonly rows: readonly number[] },
): Promise<Output> {
  const batch = await getBatch(context, { batchId });
  const json = {
    id: batch.id,
    url: batchUrl(context, batch),
    status: batch.state,
    resolved,
    rows,
    resolved_to: status,
  };
  const names = rows.length > 0 && rows.length <= 20 ? ` ${rows.join(', ')}` : ` (${resolved})`;
  return { json, text: `${resolved === 1 ? 'Row' : 'Rows'}${names} now ${status}` };
}
