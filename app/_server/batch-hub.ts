import type { WriteEvents } from '@/app/_http/sse';
import { type BatchListener, listenToBatches } from '@/lib/db/notify';
import type { Context } from '@/lib/services/context';
import { type BatchChannel, openBatchChannel } from './batch-channel';

export interface BatchHub {
  /**
   * Follows a batch until the returned function is called; the first snapshot comes at once.
   * @param write takes events as a stream sends them
   * @throws NotFoundError before anything is subscribed
   */
  follow(batchId: string, write: WriteEvents): Promise<() => void>;
  /** Is told, at most four times a second, that there may be new events; until the returned function is called. */
  followNews(onNews: () => void): () => void;
  close(): Promise<void>;
}

const NEWS_EVERY_MS = 250;

/**
 * Tells many listeners about batches with one LISTEN connection, and one look at the database per batch however many
 * watch it. The connection opens with the first follower.
 */
export function createBatchHub(context: Context, listenUrl: string): BatchHub {
  const channels = new Map<string, BatchChannel>();
  const readers = new Set<() => void>();
  let newsTimer: NodeJS.Timeout | undefined;
  let listener: BatchListener | null = null;

  const onBatch = (batchId: string | null) => {
    if (batchId !== null) channels.get(batchId)?.hint();
    else for (const channel of channels.values()) channel.hint();
  };
  const onEvent = () => {
    newsTimer ??= setTimeout(() => {
      newsTimer = undefined;
      for (const tell of readers) tell();
    }, NEWS_EVERY_MS);
  };
  const listen = () => {
    listener ??= listenToBatches(listenUrl, onBatch, onEvent);
  };
  const openChannel = (batchId: string): BatchChannel => {
    const channel: BatchChannel = openBatchChannel(context, batchId, () => {
      // A newer channel of the same batch may have taken the place.
      if (channels.get(batchId) === channel) channels.delete(batchId);
    });
    channels.set(batchId, channel);
    return channel;
  };
  return {
    follow: (batchId, write) => {
      listen();
      return (channels.get(batchId) ?? openChannel(batchId)).add(write);
    },
    followNews: (onNews) => {
      listen();
      readers.add(onNews);
      return () => readers.delete(onNews);
    },
    close: async () => {
      clearTimeout(newsTimer);
      for (const channel of channels.values()) channel.close();
      await listener?.close();
    },
  };
}
