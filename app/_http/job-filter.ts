import { z } from 'zod';
import type { JobFilter, OutputValue } from '@/lib/domain/job-filter';
import { JOB_SORTS } from '@/lib/domain/job-sort';
import { JOB_STATES } from '@/lib/domain/job-state';
import { rowFilterShape, toRowFilter } from '@/lib/domain/wire/row-filter';
import { listQuery } from './page-query';

const rowQuery = z.coerce.number().int().min(0).optional();

/** Which jobs of a batch: the same for lists and exports. Beside them `output.NAME=VALUE`, for each output asked for. */
export const jobFilterQuery = {
  ...rowFilterShape,
  status: listQuery(JOB_STATES).optional(),
  from_row: rowQuery.describe('only from this row index on'),
  to_row: rowQuery.describe('only up to this row index'),
};

export const jobSortQuery = z
  .enum(JOB_SORTS)
  .default('row')
  .describe(
    'with a minus the other way round; rows that have not ended come last in ended, duration, attempts',
  );

type FilterQuery = {
  readonly [K in keyof typeof jobFilterQuery]?: z.output<(typeof jobFilterQuery)[K]>;
};

const OUTPUT = 'output.';

/** The values asked for of outputs: `?output.status=Delivered`. */
function outputsOf(query: Readonly<Record<string, unknown>>): OutputValue[] {
  return Object.entries(query).flatMap(([name, value]) =>
    name.startsWith(OUTPUT) && typeof value === 'string' ? [{ name: name.slice(OUTPUT.length), value }] : [],
  );
}

/** The filter of a list of jobs from its query. */
export function toJobFilter(query: FilterQuery): JobFilter {
  return {
    ...(query.status === undefined ? {} : { states: query.status }),
    ...toRowFilter(query, outputsOf(query)),
  };
}
