import { Argument, Command } from 'commander';
import { getJob } from '../../lib/services/jobs/get-job';
import { updateJobStatus } from '../../lib/services/jobs/update-job-status';
import type { Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

type Status = 'completed' | 'failed';

export function updateJobCommand(terminal: Terminal): Command {
  return new Command('update-job')
    .argument('<job-id>', 'such as 20260131120000-a1b2c3_0007')
    .addArgument(new Argument('<status>', 'the outcome').choices(['completed', 'failed']))
    .option('--error <text>', 'why it failed')
    .action((jobId: string, status: Status, { error }: { error?: string }) =>
      terminal.answer(() => updateJob(terminal, jobId, status, error)),
    );
}

function updateJob(
  terminal: Terminal,
  jobId: string,
  status: Status,
  error: string | undefined,
): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const { batchId, rowIndex } = await updateJobStatus(context, { jobId, status, error });
    const job = await getJob(context, { batchId, rowIndex });
    const json = {
      job_id: jobId,
      batch_id: batchId,
      row_index: rowIndex,
      status: job.state,
      error_message: job.errorMessage,
    };
    return { json, text: `${jobId} (row ${rowIndex + 1}): ${job.state}` };
  });
}
