import { saveAutomation } from '@/lib/services/automations/save-automation';
import { createBatch } from '@/lib/services/batches/create-batch';
import { getTry } from '@/lib/services/tries/get-try';
import { startTry } from '@/lib/services/tries/start-try';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { bodyOf } from '@/tests/support/service-context';
import type { Installation } from './installation';
import { waitUntil } from './process-state';

/** Runs an automation over a file with all evidence, each row up to twice. Returns the batch's id. */
export async function runRows(
  { context }: Installation,
  source: string,
  csv: string,
  vars: Record<string, string> = {},
): Promise<string> {
  const automation = (await saveAutomation(context, { source })).name;
  const upload = await receiveUpload(context, { filename: 'rows.csv', body: bodyOf(csv) });
  const evidence = { screenshot: 'always', trace: 'always' } as const;
  const settings = {
    concurrency: 2,
    step_timeout: 2,
    max_retries: 1,
    retry_delay: 0.05,
    break_at_equal_failures: 0,
    evidence,
  };
  const batch = await createBatch(context, { uploadId: upload.id, automation, vars, settings, start: true });
  return batch.id;
}

/** The rows' states and attempts, once the batch has ended. */
export async function jobsOf(installation: Installation, batchId: string) {
  await installation.waitUntilFinished(batchId);
  const { prisma } = installation.context.db;
  const jobs = await prisma.job.findMany({ where: { batchId }, orderBy: { rowIndex: 'asc' } });
  const attempts = await prisma.attempt.findMany({ where: { batchId }, orderBy: { rowIndex: 'asc' } });
  return { states: jobs.map(({ state }) => state), attempts };
}

/** Tries every row of a batch's file by itself: its steps are shown while they run. */
export async function tryRows(
  { context }: Installation,
  batchId: string,
  vars: Record<string, string> = {},
): Promise<string[]> {
  const { uploadId, version, jobs } = await context.db.prisma.batch.findUniqueOrThrow({
    where: { id: batchId },
    include: { jobs: true, version: { include: { automation: true } } },
  });
  const automation = version?.automation.name ?? '';
  const states: string[] = [];
  for (const rowIndex of jobs.keys()) {
    const { id } = await startTry(context, { automation, uploadId, rowIndex, vars });
    await waitUntil('the try has ended', async () => {
      const { state } = await getTry(context, { tryId: id });
      if (state !== 'waiting' && state !== 'running') states.push(state);
      return states.length > rowIndex;
    });
  }
  return states;
}
