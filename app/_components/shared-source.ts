/** One event of a stream, as `JSON.parse` gave it. */
export interface SourceEvent<Name extends string> {
  readonly name: Name;
  readonly data: unknown;
}

interface Source<Name extends string> {
  /** Of the lock and the channel: the same in all tabs. */
  readonly name: string;
  readonly url: string;
  readonly events: readonly Name[];
}

/**
 * Follows a stream of the server while `signal` lives. All tabs of a browser share one connection: the tab that holds
 * the Web Lock reads the stream and passes it on by BroadcastChannel. Without locks (plain http) each tab reads its own.
 */
export function followSource<Name extends string>(
  source: Source<Name>,
  signal: AbortSignal,
  onEvent: (event: SourceEvent<Name>) => void,
): void {
  const { name } = source;
  const channel = new BroadcastChannel(name);
  channel.onmessage = (message: MessageEvent<SourceEvent<Name>>) => onEvent(message.data);
  signal.addEventListener('abort', () => channel.close());
  const lead = () =>
    readSource(source, signal, (event) => {
      onEvent(event);
      channel.postMessage(event);
    });
  if (navigator.locks) navigator.locks.request(name, { signal }, lead).catch(() => undefined);
  else void lead();
}

/** Reads until `signal` aborts; EventSource reconnects by itself. */
function readSource<Name extends string>(
  { url, events }: Source<Name>,
  signal: AbortSignal,
  onEvent: (event: SourceEvent<Name>) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(url);
    for (const name of events) {
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
