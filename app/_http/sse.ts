const COMMENT_EVERY_MS = 15_000;
/** Events that a client may leave unread. Browsers open a new stream by themselves and begin with a snapshot. */
const MAX_UNREAD = 200;

/** Writes events to a client, as `eventText` gave them. */
export type WriteEvents = (text: string) => void;

/** One event as browsers read it. */
export function eventText(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * A stream of server-sent events that ends, and cleans up, when the client goes away.
 * @param open starts the source and gives the function that ends it; called once, when the client listens
 */
export function eventStream(
  signal: AbortSignal,
  open: (write: WriteEvents) => Promise<() => void>,
): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      if (signal.aborted) return controller.close();
      let isOver = false;
      let closeSource = () => {};
      const write = (text: string) => {
        if (isOver) return;
        controller.enqueue(encoder.encode(text));
        if ((controller.desiredSize ?? 0) < -MAX_UNREAD) finish();
      };
      const timer = setInterval(() => write(':\n\n'), COMMENT_EVERY_MS);
      const finish = () => {
        end();
        controller.close();
      };
      end = () => {
        isOver = true;
        clearInterval(timer);
        signal.removeEventListener('abort', finish);
        closeSource();
      };
      signal.addEventListener('abort', finish);
      write('retry: 2000\n\n');
      closeSource = await open(write).catch((error: unknown) => {
        end();
        throw error;
      });
      // The client may have gone while the source was opening.
      if (isOver) closeSource();
    },
    cancel: () => end(),
  });
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
