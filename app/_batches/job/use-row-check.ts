'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import { useSettled } from '@/app/_components/use-settled';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import type { RowEditCheckJson } from '@/lib/domain/wire/row-edit';
import { batchKeys } from '../batch-queries';

/** New values by header. */
export type RowChanges = Readonly<Record<string, string>>;

const SETTLES_AFTER_MS = 300;

/** What would be wrong with a row after changes, asked when typing pauses; at once for changes that are being saved. */
export function useRowCheck(
  job: JobDetailJson,
  changes: RowChanges,
  saved: RowChanges | undefined,
): RowEditCheckJson['problems'] {
  const paused = useSettled(changes, SETTLES_AFTER_MS);
  const settled = saved === changes ? changes : paused;
  const { data } = useQuery({
    queryKey: batchKeys.rowCheck(job.batch_id, job.row_index, settled),
    queryFn: ({ signal }) => checkRow(job, settled, signal),
    placeholderData: keepPreviousData,
  });
  // What was wrong with a value is not known to be wrong with its new one.
  const isAsked = (header: string | null) => header === null || settled[header] === changes[header];
  return (data?.problems ?? []).filter(({ header }) => isAsked(header));
}

export function checkRow(
  { batch_id, row_index }: JobDetailJson,
  changes: RowChanges,
  signal?: AbortSignal,
): Promise<RowEditCheckJson> {
  const body = { row_data: changes };
  const options = signal ? { body, signal } : { body };
  return api.post<RowEditCheckJson>(`/batches/${batch_id}/jobs/${row_index}/check`, options);
}
