import { NotFoundError } from '../lib/domain/errors';
import type { BatchView } from '../lib/services/batches/batch-view';
import { getBatch } from '../lib/services/batches/get-batch';
import type { Context } from '../lib/services/context';
import { listJobs } from '../lib/services/jobs/list-jobs';
import type { SummaryOptions } from './options';
import type { BatchSummary, Job } from './results';
import { toJob, toSummary } from './views';

const PAGE_ROWS = 500;

/** A batch as it stands now, or null when there is none with this id. */
export async function getBatchSummary(
  context: Context,
  batchId: string,
  { jobs = true }: SummaryOptions = {},
): Promise<BatchSummary | null> {
  try {
    const batch = await getBatch(context, { batchId });
    return jobs ? { ...toSummary(batch), jobs: await allJobs(context, batch) } : toSummary(batch);
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

async function allJobs(context: Context, batch: BatchView): Promise<Job[]> {
  const jobs: Job[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listJobs(context, {
      batchId: batch.id,
      limit: PAGE_ROWS,
      cursor: cursor ?? undefined,
    });
    for (const item of page.items) jobs.push(toJob(batch, item));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return jobs;
}
