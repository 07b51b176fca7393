import { z } from 'zod';
import { jobFilterQuery, toJobFilter } from '@/app/_http/job-filter';
import { ValidationError } from '@/lib/domain/errors';
import type { JobBatch } from '@/lib/domain/wire/job';
import { toJobPageJson } from '@/lib/domain/wire/job-page';
import type { Context } from '@/lib/services/context';
import { listJobs } from '@/lib/services/jobs/list-jobs';
import { plainJson } from '../plain-json';
import { FIRST_PAGE_SIZE, type JobSearch, toFilterQuery } from './job-filter';
import type { FirstJobs } from './use-job-pages';

const filterSchema = z.looseObject(jobFilterQuery);

/** The rows that a batch's page shows first, so that they are there before any script has run. */
export async function readFirstJobs(
  context: Context,
  batch: JobBatch,
  search: JobSearch,
): Promise<FirstJobs | null> {
  const { row: _row, columns: _columns, ...filter } = search;
  const query = Object.entries(toFilterQuery(filter)).filter(([, value]) => value !== null);
  const parsed = filterSchema.safeParse(Object.fromEntries(query));
  if (!parsed.success) return null;
  try {
    const page = await listJobs(context, {
      batchId: batch.id,
      sort: search.sort,
      limit: FIRST_PAGE_SIZE,
      filter: toJobFilter(parsed.data),
    });
    return { filter, page: plainJson(toJobPageJson(batch, page)) };
  } catch (error) {
    // An address that somebody changed: the table itself says what is wrong with it.
    if (error instanceof ValidationError) return null;
    throw error;
  }
}
