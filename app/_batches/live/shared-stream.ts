import { followSource, type SourceEvent } from '@/app/_components/shared-source';

/** What the stream can say; hints only, the API has the truth. */
export const STREAM_EVENTS = ['snapshot', 'progress', 'job', 'batch'] as const;
export type StreamEvent = SourceEvent<(typeof STREAM_EVENTS)[number]>;

/** Follows one batch while `signal` lives. */
export function followBatch(
  batchId: string,
  signal: AbortSignal,
  onEvent: (event: StreamEvent) => void,
): void {
  const source = { name: `furrow-batch-${batchId}`, url: `/api/v1/batches/${batchId}/events` };
  followSource({ ...source, events: STREAM_EVENTS }, signal, onEvent);
}
