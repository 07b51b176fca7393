import pg from 'pg';

/** Channel of hints that something of a batch changed; the payload is the batch's id. Nothing depends on seeing one. */
export const BATCH_CHANNEL = 'furrow_batch';
/** Channel of hints that there is a new event (batch_event). */
const EVENT_CHANNEL = 'furrow_event';
const RECONNECT_MS = 2_000;

export interface BatchListener {
  close(): Promise<void>;
}

/**
 * Listens on one dedicated connection and reconnects when it breaks. `onBatch(null)` after a reconnect means: anything
 * may have changed meanwhile, refresh all.
 * @param onEvent there may be a new event, or there may have been one
 */
export function listenToBatches(
  url: string,
  onBatch: (batchId: string | null) => void,
  onEvent: () => void,
): BatchListener {
  let client: pg.Client | null = null;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  const reconnect = () => {
    client = null;
    if (!isClosed) timer = setTimeout(connect, RECONNECT_MS);
  };
  const connect = () => {
    const next = new pg.Client({ connectionString: url, application_name: 'furrow-listen' });
    client = next;
    next.on('notification', ({ channel, payload }) =>
      channel === EVENT_CHANNEL ? onEvent() : onBatch(payload ?? null),
    );
    next.on('error', () => void next.end().catch(() => undefined));
    next.once('end', reconnect);
    next
      .connect()
      .then(() => next.query(`listen ${BATCH_CHANNEL}; listen ${EVENT_CHANNEL}`))
      .then(() => {
        onBatch(null);
        onEvent();
      })
      .catch(() => next.end().catch(reconnect));
  };
  connect();
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
