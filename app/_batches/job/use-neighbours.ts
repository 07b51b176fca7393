'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import type { JobNeighboursJson } from '@/lib/domain/wire/job-neighbours';
import { batchKeys } from '../batch-queries';
import { type JobFilter, toJobsQuery } from '../job-table/job-filter';

interface NeighboursOptions {
  /** As the server rendered them. */
  readonly initialData?: JobNeighboursJson | undefined;
  readonly enabled?: boolean;
}

/** The rows beside one row in the table that it was opened from; undefined while that is not known. */
export function useNeighbours(
  batchId: string,
  rowIndex: number,
  filter: JobFilter,
  { initialData, enabled = true }: NeighboursOptions = {},
): JobNeighboursJson | undefined {
  const { data } = useQuery({
    queryKey: batchKeys.neighbours(batchId, rowIndex, filter),
    queryFn: ({ signal }) =>
      api.get<JobNeighboursJson>(`/batches/${batchId}/jobs/${rowIndex}/neighbours`, {
        query: toJobsQuery(filter),
        signal,
      }),
    enabled,
    ...(initialData === undefined ? {} : { initialData }),
  });
  return data;
}

/** 1-based; null where there is none. */
export function rowNumber(neighbour: JobNeighboursJson['next'] | undefined): number | null {
  return neighbour?.row_index == null ? null : neighbour.row_index + 1;
}
