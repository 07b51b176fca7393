'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '@/app/_components/api-client';
import type { previewSchema, UploadJson } from '@/lib/domain/wire/upload';
import type { DialectChoice } from './batch-draft';

export type CsvPreviewJson = z.infer<typeof previewSchema>;

/** They show what the file is like while the rest of it is read, and how wide its columns are. */
const SHOWN_ROWS = 50;
const READING_MS = 700;

export const previewKey = (uploadId: string) => ['upload', uploadId, 'preview'] as const;
export const uploadKey = (uploadId: string) => ['upload', uploadId, 'stored'] as const;

/** The file's first rows and faults, read as an import with this dialect would read it. */
export function usePreview(uploadId: string, dialect: DialectChoice, isReady: boolean) {
  return useQuery({
    // When all of the file has been read there is more to say of it.
    queryKey: [...previewKey(uploadId), dialect, isReady],
    queryFn: ({ signal }) =>
      api.get<CsvPreviewJson>(`/uploads/${uploadId}/preview`, {
        query: { n: SHOWN_ROWS, ...dialect },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** The stored file; asked again while it is being read. */
export function useUpload(uploadId: string) {
  return useQuery({
    queryKey: uploadKey(uploadId),
    queryFn: ({ signal }) => api.get<UploadJson>(`/uploads/${uploadId}`, { signal }),
    refetchInterval: ({ state }) =>
      state.data && state.data.state !== 'ready' && state.data.state !== 'rejected' ? READING_MS : false,
  });
}
