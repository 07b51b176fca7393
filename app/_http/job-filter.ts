import type { JobFilter } from '@/lib/db/sql/list-jobs';

/** The filter of a job list from its query. */
export function toJobFilter(query: {
  readonly status?: JobFilter['states'];
  readonly group?: string | undefined;
  readonly q?: string | undefined;
  readonly from_row?: number | undefined;
  readonly to_row?: number | undefined;
}): JobFilter {
  return {
    ...(query.status === undefined ? {} : { states: query.status }),
    ...(query.group === undefined ? {} : { fingerprint: query.group }),
    ...(query.q ? { search: query.q } : {}),
    ...(query.from_row === undefined ? {} : { fromRow: query.from_row }),
    ...(query.to_row === undefined ? {} : { toRow: query.to_row }),
  };
}
