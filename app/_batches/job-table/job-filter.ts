import {
  createLoader,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { JOB_STATES } from '@/lib/domain/job-state';

/** Rows that are read at once, by the server for the first view and by the table afterwards. */
export const FIRST_PAGE_SIZE = 100;

/** The state of a batch's page, kept in its address. Rows are 1-based there, for people. */
export const jobSearchParams = {
  status: parseAsStringLiteral(JOB_STATES),
  group: parseAsString,
  q: parseAsString.withDefault(''),
  /** First and last row of a stretch of the field. */
  from: parseAsInteger,
  to: parseAsInteger,
  order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('asc'),
  /** The row whose panel is open. */
  row: parseAsInteger,
};

export const loadJobSearch = createLoader(jobSearchParams);

export type JobSearch = inferParserType<typeof jobSearchParams>;

/** What decides which rows the table shows. */
export type JobFilter = Pick<JobSearch, 'status' | 'group' | 'q' | 'from' | 'to' | 'order'>;

/** The query of `GET /batches/:id/jobs`; row indexes are 0-based there. */
export function toJobsQuery(filter: JobFilter): Record<string, string | number | null> {
  return {
    status: filter.status,
    group: filter.group,
    q: filter.q,
    from_row: filter.from === null ? null : filter.from - 1,
    to_row: filter.to === null ? null : filter.to - 1,
    sort: filter.order === 'desc' ? '-row' : 'row',
  };
}
