import type { Page } from '@/app/_components/api-client';
import type { JobBatch, JobJson } from '@/lib/domain/wire/job';
import { toJobPageJson } from '@/lib/domain/wire/job-page';
import type { Context } from '@/lib/services/context';
import { listJobs } from '@/lib/services/jobs/list-jobs';
import { plainJson } from '../plain-json';
import { FIRST_ROWS } from './first-rows';

/** The unconfirmed rows of a batch that a page shows before any script has run, the longest waiting first. @param count of all of them */
export async function readFirstUnconfirmed(
  context: Context,
  batch: JobBatch,
  count: number,
): Promise<Page<JobJson> | null> {
  if (count === 0) return null;
  const filter = { states: ['unconfirmed'] } as const;
  const page = await listJobs(context, { batchId: batch.id, filter, sort: 'ended', limit: FIRST_ROWS });
  const { items, next_cursor } = plainJson(toJobPageJson(batch, page));
  return { items, next_cursor };
}
