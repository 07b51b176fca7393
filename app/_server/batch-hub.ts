import { type BatchListener, listenToBatches } from '@/lib/db/notify';
import type { Context } from '@/lib/services/context';
import { type BatchChannel, openBatchChannel } from './batch-channel';
import type { BatchSnapshot } from './batch-snapshot';

export interface BatchHub {
  /**
   * Follows a batch until the returned function is called; the first snapshot comes at once.
   * @throws NotFoundError before anything is subscribed
   */
  follow(batchId: string, onSnapshot: (snapshot: BatchSnapshot) => void): Promise<() => void>;
  close(): Promise<void>;
}

/**
 * Tells many listeners about batches with one LISTEN connection, and one look at the database per batch however many
 * watch it. The connection opens with the first follower.
 */
export function createBatchHub(context: Context, listenUrl: string): BatchHub {
  const channels = new Map<string, BatchChannel>();
  let listener: BatchListener | null = null;

  const onBatch = (batchId: string | null) => {
    if (batchId !== null) channels.get(batchId)?.hint();
    else for (const channel of channels.values()) channel.hint();
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
    follow: (batchId, onSnapshot) => {
      listener ??= listenToBatches(listenUrl, onBatch);
      return (channels.get(batchId) ?? openChannel(batchId)).add(onSnapshot);
    },
    close: async () => {
      for (const channel of channels.values()) channel.close();
      await listener?.close();
    },
  };
}
