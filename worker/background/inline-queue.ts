import type { BackgroundName, BackgroundPayloads } from '../../lib/background/payloads';
import type { BackgroundQueue } from '../../lib/background/queue';
import type { Context } from '../../lib/services/context';
import { HANDLERS } from './serve-queues';

/**
 * Does background work at once and in this process, before `send` answers: for a program whose own settings say how
 * its files are read, and which must not depend on a worker of somebody else.
 */
export function createInlineQueue(context: () => Context): BackgroundQueue {
  return {
    send: <N extends BackgroundName>(name: N, payload: BackgroundPayloads[N]) => {
      const handle = (HANDLERS as Partial<Record<BackgroundName, unknown>>)[name];
      if (!handle) throw new Error(`${name} needs a worker with a browser`);
      return (handle as (context: Context, payload: BackgroundPayloads[N]) => Promise<void>)(
        context(),
        payload,
      );
    },
    work: async () => undefined,
    stop: async () => undefined,
  };
}
