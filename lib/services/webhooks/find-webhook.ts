import type { Webhook } from '../../db/records';
import { readWebhookStanding, type WebhookStanding } from '../../db/sql/read-webhook-standing';
import { NotFoundError } from '../../domain/errors';
import type { KeyRing } from '../../secrets/key-ring';
import type { Context } from '../context';

/** A webhook as administrators see it: what signs its requests is never given back. */
export interface WebhookView extends Webhook, Pick<WebhookStanding, 'oldSecretUntil' | 'lastDelivery'> {
  /** False: this process's key does not open the secret, and nothing can be sent. */
  readonly isReadable: boolean;
}

/** A context that can tell whether secrets open here. */
export interface LookContext extends Context {
  readonly keys: Pick<KeyRing, 'canOpen'>;
}

/** All webhooks, the oldest first. There are few: no pages. */
export async function listWebhooks(context: LookContext): Promise<WebhookView[]> {
  return withStanding(context, await context.db.prisma.webhook.findMany({ orderBy: { id: 'asc' } }));
}

/** @throws NotFoundError `webhook_not_found` */
export async function viewWebhook(context: LookContext, id: string): Promise<WebhookView> {
  const [view] = await withStanding(context, [await findWebhook(context, id)]);
  if (!view) throw webhookNotFound();
  return view;
}

/** @throws NotFoundError `webhook_not_found` */
export async function findWebhook({ db }: Context, id: string): Promise<Webhook> {
  const webhook = await db.prisma.webhook.findUnique({ where: { id } });
  if (!webhook) throw webhookNotFound();
  return webhook;
}

async function withStanding({ db, keys }: LookContext, webhooks: readonly Webhook[]): Promise<WebhookView[]> {
  const standing = await readWebhookStanding(
    db.pool,
    webhooks.map(({ id }) => id),
  );
  return webhooks.flatMap((webhook) => {
    const found = standing.get(webhook.id);
    // Deleted meanwhile.
    if (!found) return [];
    const { oldSecretUntil, lastDelivery, keyId } = found;
    return [{ ...webhook, oldSecretUntil, lastDelivery, isReadable: keys.canOpen(keyId) }];
  });
}

export function webhookNotFound(): NotFoundError {
  return new NotFoundError('webhook_not_found', 'There is no such webhook.');
}
