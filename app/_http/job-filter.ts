import { z } from 'zod';
import type { JobFilter, OutputValue } from '@/lib/domain/job-filter';
import { JOB_STATES } from '@/lib/domain/job-state';
import { listQuery } from './page-query';

const rowQuery = z.coerce.number().int().min(0).optional();

/** Which jobs of a batch: the same for lists and exports. Beside them `output.NAME=VALUE`, for each output asked for. */
export const jobFilterQuery = {
  status: listQuery(JOB_STATES).optional(),
  group: z.string().max(200).optional(),
  q: z.string().max(200).optional().describe('text in a cell, an error or an output, any case'),
  key: z.string().max(64).optional().describe('what the key begins with, in a batch with a key column'),
  from_row: rowQuery.describe('only from this row index on'),
  to_row: rowQuery.describe('only up to this row index'),
};

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
  const outputs = outputsOf(query);
  return {
    ...(query.status === undefined ? {} : { states: query.status }),
    ...(query.group === undefined ? {} : { fingerprint: query.group }),
    ...(query.q ? { search: query.q } : {}),
    ...(query.key ? { keyPrefix: query.key } : {}),
    ...(outputs.length === 0 ? {} : { outputs }),
    ...(query.from_row === undefined ? {} : { fromRow: query.from_row }),
    ...(query.to_row === undefined ? {} : { toRow: query.to_row }),
  };
}
