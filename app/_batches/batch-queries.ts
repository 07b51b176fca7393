'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import type { BatchJson, BatchListItemJson } from '@/lib/domain/wire/batch';
import type { FailureGroupJson } from '@/lib/domain/wire/failure-group';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import type { ShareJson } from '@/lib/domain/wire/share';
import type { JobFilter } from './job-table/job-filter';

/** A batch with the buckets its field is painted from. */
export type LiveBatch = BatchListItemJson;

export const batchKeys = {
  all: (batchId: string) => ['batch', batchId] as const,
  detail: (batchId: string) => ['batch', batchId, 'detail'] as const,
  groups: (batchId: string) => ['batch', batchId, 'groups'] as const,
  job: (batchId: string, rowIndex: number) => ['batch', batchId, 'job', rowIndex] as const,
  rowCheck: (batchId: string, rowIndex: number, changes: Readonly<Record<string, string>>) =>
    ['batch', batchId, 'row-check', rowIndex, changes] as const,
  neighbours: (batchId: string, rowIndex: number, filter: JobFilter) =>
    ['batch', batchId, 'neighbours', rowIndex, filter] as const,
  live: (batchId: string, rowIndex: number) => ['batch', batchId, 'live', rowIndex] as const,
  openJobs: (batchId: string) => ['batch', batchId, 'job'] as const,
  jobs: (batchId: string, filter: JobFilter) => ['batch', batchId, 'jobs', filter] as const,
  unconfirmed: (batchId: string) => ['batch', batchId, 'unconfirmed'] as const,
  shares: (batchId: string) => ['batch', batchId, 'shares'] as const,
};

/** The batch as the server rendered it; the stream and every change made here keep it current. */
export function useBatch(initialData: LiveBatch) {
  return useQuery({
    queryKey: batchKeys.detail(initialData.id),
    queryFn: ({ signal }) => api.get<LiveBatch>(`/batches/${initialData.id}`, { signal }),
    initialData,
  });
}

export function useFailureGroups(batchId: string, initialData: readonly FailureGroupJson[]) {
  return useQuery({
    queryKey: batchKeys.groups(batchId),
    queryFn: async ({ signal }) => {
      const answer = await api.get<{ items: readonly FailureGroupJson[] }>(`/batches/${batchId}/groups`, {
        signal,
      });
      return answer.items;
    },
    initialData,
  });
}

export function useJob(batchId: string, rowIndex: number, initialData?: JobDetailJson) {
  return useQuery({
    queryKey: batchKeys.job(batchId, rowIndex),
    queryFn: ({ signal }) => api.get<JobDetailJson>(`/batches/${batchId}/jobs/${rowIndex}`, { signal }),
    ...(initialData === undefined ? {} : { initialData }),
  });
}

export function useShares(batchId: string) {
  return useQuery({
    queryKey: batchKeys.shares(batchId),
    queryFn: async ({ signal }) => {
      const { items } = await api.get<{ items: readonly ShareJson[] }>(`/batches/${batchId}/shares`, {
        signal,
      });
      return items;
    },
  });
}

/** Puts a batch that a change answered with over the known one; it comes without buckets. */
export function mergeBatch(known: LiveBatch | undefined, answer: BatchJson | LiveBatch): LiveBatch {
  const buckets = 'buckets' in answer ? answer.buckets : (known?.buckets ?? []);
  return { ...answer, buckets };
}
