import { Command } from 'commander';
import { makeJobId } from '../../lib/domain/run-id';
import { toRetryResultJson } from '../../lib/domain/wire/retry';
import { getBatch } from '../../lib/services/batches/get-batch';
import { type RetryInput, type RetryResult, retryBatch } from '../../lib/services/batches/retry-batch';
import type { Context } from '../../lib/services/context';
import { addRetryOptions, type RetryOptions, toRetrySettings } from '../batch-options';
import { finishOperation } from '../finish-operation';
import { addWaitOptions, type LetRunOptions, waitIfNeeded } from '../let-run';
import { parseRows } from '../option-values';
import type { Output } from '../output';
import { rerunUnconfirmed } from '../rerun-unconfirmed';
import { type Session, withSession } from '../session';
import type { Terminal } from '../terminal';

interface Options extends RetryOptions, LetRunOptions {
  readonly failed?: boolean;
  readonly stopped?: boolean;
  readonly unconfirmed?: boolean;
  readonly group?: string;
  readonly rows?: number[];
  readonly latestVersion?: boolean;
}

export function retryCommand(terminal: Terminal): Command {
  const command = new Command('retry')
    .argument('<id>', "the batch's id")
    .option('--failed', 'the failed rows')
    .option('--stopped', 'the stopped rows')
    .option('--unconfirmed', 'the unconfirmed rows: they may have been submitted already')
    .option('--group <fingerprint>', 'only the rows of one failure group')
    .option('--rows <numbers>', 'only these rows, such as 3,7,10-12', parseRows)
    .option('--latest-version', "with the automation's newest version");
  return addWaitOptions(addRetryOptions(command)).action((batchId: string, options: Options) =>
    terminal.answer(() => withSession(terminal, (session) => retry(terminal, session, batchId, options))),
  );
}

async function retry(
  terminal: Terminal,
  session: Session,
  batchId: string,
  options: Options,
): Promise<Output> {
  const { context } = session;
  const settings = toRetrySettings(options);
  const batch = await getBatch(context, { batchId });
  const rerun = options.unconfirmed ? await rerunUnconfirmed(context, batch, options.rows) : 0;
  const isOnlyUnconfirmed = options.unconfirmed && !options.failed && !options.stopped && !options.group;
  const result = isOnlyUnconfirmed
    ? nothingElse(batch.id, rerun)
    : await retryWhole(context, {
        batchId,
        status: chosenStates(options),
        filter: options.group === undefined ? undefined : { fingerprint: options.group },
        jobIds: options.rows?.map((rowIndex) => makeJobId(batch.runId, rowIndex)),
        automationVersion: options.latestVersion ? 'latest' : 'same',
        settings,
      });
  const changed = await getBatch(context, { batchId });
  const answer = toRetryResultJson(result, changed.settings);
  const after = await waitIfNeeded(terminal, session, batchId, options);
  const unconfirmed = options.unconfirmed ? { retried_unconfirmed: rerun } : {};
  return {
    ...after,
    json: { ...(after.json as object), ...answer, ...unconfirmed },
    text: `${result.retried} rows run again, ${result.skipped} skipped\n${after.text}`,
  };
}

async function retryWhole(context: Context, input: RetryInput): Promise<RetryResult> {
  const result = await retryBatch(context, input);
  if (!result.operation) return result;
  const retried = await finishOperation(context, result.operation);
  return {
    ...result,
    ...{ retried, skipped: result.totalRequested - retried, isDetailsTruncated: true, operation: null },
  };
}

function nothingElse(batchId: string, retried: number): RetryResult {
  const counts = { totalRequested: retried, retried, skipped: 0 };
  return {
    batchId,
    ...counts,
    details: [],
    isDetailsTruncated: retried > 0,
    resetAt: new Date(),
    operation: null,
  };
}

/** Absent: both, which is the verb's default. */
function chosenStates({ failed, stopped }: Options): ('failed' | 'stopped')[] | undefined {
  if (!failed && !stopped) return undefined;
  return [...(failed ? (['failed'] as const) : []), ...(stopped ? (['stopped'] as const) : [])];
}
