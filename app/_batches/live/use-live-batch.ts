'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import { batchKeys, type LiveBatch } from '../batch-queries';
import { applyEvent } from './apply-event';
import { followBatch, type StreamEvent } from './shared-stream';

/** Which rows moved; in a large batch only that some did. */
type ChangedRows = { readonly rows: readonly number[] } | { readonly many: true };

/** Has the row that somebody looks at read again when it moved, or, where that is not told, while it may still move. */
function refreshOpenJobs(client: QueryClient, batchId: string, changed: ChangedRows): void {
  void client.invalidateQueries({
    queryKey: batchKeys.openJobs(batchId),
    predicate: ({ state }) => {
      const job = state.data as JobDetailJson | undefined;
      if (job === undefined) return false;
      return 'rows' in changed ? changed.rows.includes(job.row_index) : MOVING.includes(job.status);
    },
  });
}

const MOVING: readonly JobDetailJson['status'][] = ['pending', 'running', 'unconfirmed'];

/** Keeps what is known of a batch current while the tab is visible. A hidden tab holds no connection. */
export function useLiveBatch(batchId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    let stop = new AbortController();
    const onEvent = (event: StreamEvent) => {
      client.setQueryData<LiveBatch>(batchKeys.detail(batchId), (known) => applyEvent(known, event));
      if (event.name === 'job') refreshOpenJobs(client, batchId, event.data as ChangedRows);
    };
    const follow = () => {
      stop.abort();
      stop = new AbortController();
      if (document.visibilityState === 'hidden') return;
      followBatch(batchId, stop.signal, onEvent);
      // Another tab may hold the stream: its next hint tells only what changed since this page was read.
      void client.invalidateQueries({ queryKey: batchKeys.detail(batchId) });
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stop.abort();
    };
  }, [batchId, client]);
}
