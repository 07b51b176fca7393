'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { batchKeys, type LiveBatch } from '../batch-queries';
import { applyEvent } from './apply-event';
import { type ChangedRows, followOpenJobs } from './open-jobs';
import { followBatch, type StreamEvent } from './shared-stream';

/** Keeps what is known of a batch current while the tab is visible. A hidden tab holds no connection. */
export function useLiveBatch(batchId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    let stop = new AbortController();
    const openJobs = followOpenJobs(client, batchId);
    const onEvent = (event: StreamEvent) => {
      client.setQueryData<LiveBatch>(batchKeys.detail(batchId), (known) => applyEvent(known, event));
      if (event.name === 'job') openJobs.noteChanged(event.data as ChangedRows);
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
      openJobs.stop();
    };
  }, [batchId, client]);
}
