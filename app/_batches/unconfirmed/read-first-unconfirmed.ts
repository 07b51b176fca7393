import type { JobBatch, JobJson } from '@/lib/domain/wire/job';
import { toJobPageJson } from '@/lib/domain/wire/job-page';
import type { Context } from '@/lib/services/context';
import { listJobs } from '@/lib/services/jobs/list-jobs';
import { plainJson } from '../plain-json';

/** More than the list shows without scrolling: the others follow, and nothing moves when they come. */
const FIRST_ROWS = 10;

/** The unconfirmed rows that a batch's page shows before any script has run. */
export async function readFirstUnconfirmed(
  context: Context,
  batch: JobBatch & { readonly counts: { readonly unconfirmed: number } },
): Promise<readonly JobJson[]> {
  if (batch.counts.unconfirmed === 0) return [];
  const filter = { states: ['unconfirmed'] } as const;
  const page = await listJobs(context, { batchId: batch.id, filter, limit: FIRST_ROWS });
  return plainJson(toJobPageJson(batch, page)).items;
}
