import { z } from 'zod';
import { jobFilterQuery, toJobFilter } from '@/app/_http/job-filter';
import { ValidationError } from '@/lib/domain/errors';
import type { JobFilter as ListFilter } from '@/lib/domain/job-filter';
import type { JobSort } from '@/lib/domain/job-sort';
import { type JobFilter, toFilterQuery } from './job-filter';

const filterSchema = z.looseObject(jobFilterQuery);

/**
 * Reads something of the list of jobs that an address asks for; null when there can be no such list, as when somebody
 * changed the address: what is asked again in the browser says what is wrong with it.
 */
export async function orNullIfImpossible<T>(
  asked: JobFilter,
  read: (list: { filter: ListFilter; sort: JobSort }) => Promise<T>,
): Promise<T | null> {
  const query = Object.entries(toFilterQuery(asked)).filter(([, value]) => value !== null);
  const parsed = filterSchema.safeParse(Object.fromEntries(query));
  if (!parsed.success) return null;
  try {
    return await read({ filter: toJobFilter(parsed.data), sort: asked.sort });
  } catch (error) {
    if (error instanceof ValidationError) return null;
    throw error;
  }
}
