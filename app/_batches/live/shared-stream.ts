/** What the stream can say; hints only, the API has the truth. */
export const STREAM_EVENTS = ['snapshot', 'progress', 'job', 'batch'] as const;
export type StreamEventName = (typeof STREAM_EVENTS)[number];
export interface StreamEvent {
  readonly name: StreamEventName;
  readonly data: unknown;
}

/**
 * Follows one batch while `signal` lives. All tabs of a browser share one connection per batch: the tab that holds the
 * Web Lock reads the stream and passes it on by BroadcastChannel. Without locks (plain http) each tab reads its own.
 */
export function followBatch(
  batchId: string,
  signal: AbortSignal,
  onEvent: (event: StreamEvent) => void,
): void {
  const name = `furrow-batch-${batchId}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = (message: MessageEvent<StreamEvent>) => onEvent(message.data);
  signal.addEventListener('abort', () => channel.close());
  const lead = () =>
    readStream(batchId, signal, (event) => {
      onEvent(event);
      channel.postMessage(event);
    });
  if (navigator.locks) navigator.locks.request(name, { signal }, lead).catch(() => undefined);
  else void lead();
}

/** Reads until `signal` aborts; EventSource reconnects by itself. */
function readStream(
  batchId: string,
  signal: AbortSignal,
  onEvent: (event: StreamEvent) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(`/api/v1/batches/${batchId}/events`);
    for (const name of STREAM_EVENTS) {
      source.addEventListener(name, (message: MessageEvent<string>) =>
        onEvent({ name, data: JSON.parse(message.data) }),
      );
    }
    const close = () => {
      source.close();
      resolve();
    };
    if (signal.aborted) close();
    else signal.addEventListener('abort', close);
  });
}
