import type { BackgroundPayloads } from '../../lib/background/payloads';
import type { BackgroundQueue } from '../../lib/background/queue';
import { importBatch } from '../../lib/services/batches/import-batch';
import { runCheck } from '../../lib/services/checks/run-check';
import type { Context } from '../../lib/services/context';
import { sendNotificationMail } from '../../lib/services/notifications/send-notification-mail';
import { workOffOperation } from '../../lib/services/operations/work-off-operation';
import { sendPasswordReset } from '../../lib/services/password-resets/send-password-reset';
import { removeDeleted } from '../../lib/services/retention/remove-deleted';
import { forgetGuesses } from '../../lib/services/shares/forget-guesses';
import { removeOldTries } from '../../lib/services/tries/remove-tries';
import { hashUpload } from '../../lib/services/uploads/hash-upload';
import { readUpload } from '../../lib/services/uploads/read-upload';
import { removeAbandonedUploads } from '../../lib/services/uploads/remove-abandoned-uploads';
import { removeOldEvents } from '../../lib/services/webhooks/dispatch-events';
import { StorageError } from '../../lib/storage/storage-error';

/** Work that needs neither a browser nor the guard, and whose outcome is no line in the log. */
type PlainName = Exclude<keyof BackgroundPayloads, 'sign-in-session' | 'send-webhook' | 'retention'>;

type Handlers = {
  readonly [N in PlainName]: (context: Context, payload: BackgroundPayloads[N]) => Promise<unknown>;
};

/** Exhaustive by type: a queue without a handler does not compile. */
export const HANDLERS: Handlers = {
  'read-upload': readUpload,
  'hash-upload': hashUpload,
  'remove-abandoned-uploads': removeAbandonedUploads,
  'check-upload': runCheck,
  'import-batch': importBatch,
  'change-rows': workOffOperation,
  'remove-tries': removeOldTries,
  'forget-guesses': forgetGuesses,
  'remove-old-events': removeOldEvents,
  'send-notification-mail': sendNotificationMail,
  'send-password-reset': sendPasswordReset,
  'remove-deleted': removeDeleted,
};

/** Work that waits for a file storage that is away, however long; what comes round by itself need not. */
const WAITING: readonly string[] = ['read-upload', 'hash-upload'];
const WAIT_SECONDS = 15;

/** Works off the background queues until the queue stops. An error is reported, and pg-boss tries again. */
export async function serveQueues(
  queue: BackgroundQueue,
  context: Context,
  onError: (error: unknown, name: string, payload: object) => void,
): Promise<void> {
  for (const name of Object.keys(HANDLERS) as (keyof Handlers)[]) await serve(name);

  function serve<N extends keyof Handlers>(name: N): Promise<void> {
    const handle = HANDLERS[name] as (context: Context, payload: BackgroundPayloads[N]) => Promise<unknown>;
    return queue.work(name, async (payload) => {
      try {
        await handle(context, payload);
      } catch (error) {
        onError(error, name, payload);
        if (!(error instanceof StorageError && WAITING.includes(name))) throw error;
        await queue.send(name, payload, undefined, WAIT_SECONDS);
      }
    });
  }
}
