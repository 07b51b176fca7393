import { Command } from 'commander';
import { type VerifyResult, verifyJobs } from '../../lib/services/jobs/verify-jobs';
import { addWaitOptions, type LetRunOptions, waitIfNeeded } from '../let-run';
import { parseRows } from '../option-values';
import type { Output } from '../output';
import { type Session, withSession } from '../session';
import type { Terminal } from '../terminal';

interface Options extends LetRunOptions {
  readonly rows?: number[];
}

export function verifyCommand(terminal: Terminal): Command {
  const command = new Command('verify')
    .argument('<id>', "the batch's id")
    .option('--rows <numbers>', 'only these rows, such as 3,7,10-12', parseRows);
  return addWaitOptions(command).action((batchId: string, options: Options) =>
    terminal.answer(() => withSession(terminal, (session) => verify(terminal, session, batchId, options))),
  );
}

async function verify(
  terminal: Terminal,
  session: Session,
  batchId: string,
  options: Options,
): Promise<Output> {
  const result = await verifyJobs(session.context, { batchId, rowIndexes: options.rows });
  const after = await waitIfNeeded(terminal, session, batchId, options);
  return {
    ...after,
    json: { ...(after.json as object), asked: result.asked, skipped: result.skipped },
    text: `${askedText(result)}\n${after.text}`,
  };
}

function askedText({ asked, skipped }: VerifyResult): string {
  return `The site is asked about ${asked} ${asked === 1 ? 'row' : 'rows'}, ${skipped} skipped`;
}
