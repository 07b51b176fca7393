import type { KeyRing } from '../../lib/secrets/key-ring';
import type { Context } from '../../lib/services/context';
import { dispatchEvents } from '../../lib/services/webhooks/dispatch-events';
import { sendDelivery } from '../../lib/services/webhooks/send-delivery';
import { startEgressGuard } from '../browser/egress-guard';
import { pause } from '../lanes/pause';
import { createGuardedPost } from './post-guarded';

const LOOK_EVERY_MS = 1000;

interface WebhookOptions {
  readonly allowHosts: readonly string[];
  readonly upstreamProxyUrl: string | undefined;
  readonly keys: () => KeyRing;
  readonly onError: (error: unknown, delivery?: string) => void;
}

/**
 * Tells programs outside of events: looks for new ones and sends what the queue holds, through a guard of its own, which is
 * there whether or not pages go through one. Gives what ends it.
 */
export async function serveWebhooks(context: Context, options: WebhookOptions): Promise<() => Promise<void>> {
  const { allowHosts, upstreamProxyUrl, keys, onError } = options;
  const guard = await startEgressGuard({ allowHosts, upstreamProxyUrl });
  const tools = { keys, post: createGuardedPost(guard) };
  await context.queue.work('send-webhook', async (payload) => {
    try {
      await sendDelivery(context, payload, tools);
    } catch (error) {
      onError(error, payload.deliveryId);
      throw error;
    }
  });
  const ending = new AbortController();
  const looking = look(context, ending.signal, onError);
  return async () => {
    ending.abort();
    await looking;
    await guard.close();
  };
}

async function look(context: Context, signal: AbortSignal, onError: (error: unknown) => void): Promise<void> {
  while (!signal.aborted) {
    const found = await dispatchEvents(context).catch((error: unknown) => {
      onError(error);
      return 0;
    });
    if (found === 0) await pause(LOOK_EVERY_MS, signal);
  }
}
