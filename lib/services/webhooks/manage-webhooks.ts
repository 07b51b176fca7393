import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { writeAudit } from '../../db/audit';
import { newId } from '../../db/new-id';
import type { Webhook } from '../../db/records';
import { NotFoundError } from '../../domain/errors';
import type { newWebhookSchema, webhookChangeSchema } from '../../domain/webhook';
import type { Context } from '../context';
import type { VaultContext } from '../secrets/set-secret';

/** A webhook as administrators see it: what signs its requests is never given back. */
export type WebhookView = Omit<Webhook, 'ciphertext' | 'nonce' | 'tag' | 'keyId'>;
const NO_SECRET = { ciphertext: true, nonce: true, tag: true, keyId: true } as const;

/** The name under which a webhook's secret is sealed. */
export const sealName = (id: string) => `webhook:${id}`;

/** All webhooks, the oldest first. There are few: no pages. */
export function listWebhooks({ db }: Context): Promise<WebhookView[]> {
  return db.prisma.webhook.findMany({ omit: NO_SECRET, orderBy: { id: 'asc' } });
}

/** @throws NotFoundError `webhook_not_found` */
export async function findWebhook({ db }: Context, id: string): Promise<WebhookView> {
  const webhook = await db.prisma.webhook.findUnique({ where: { id }, omit: NO_SECRET });
  if (!webhook) throw webhookNotFound();
  return webhook;
}

/** Adds a webhook; its secret is in the answer and nowhere else in clear. */
export async function createWebhook(
  context: VaultContext,
  input: z.output<typeof newWebhookSchema>,
): Promise<WebhookView & { readonly secret: string }> {
  const id = newId();
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const { ciphertext, nonce, tag, keyId } = context.keys.seal(sealName(id), secret);
  const webhook = await context.db.prisma.webhook.create({
    data: {
      ...{ id, keyId, ...input },
      ciphertext: new Uint8Array(ciphertext),
      nonce: new Uint8Array(nonce),
      tag: new Uint8Array(tag),
    },
    omit: NO_SECRET,
  });
  await audit(context, 'webhook.create', id);
  return { ...webhook, secret };
}

/** @throws NotFoundError `webhook_not_found` */
export async function changeWebhook(
  context: Context,
  input: { readonly id: string; readonly change: z.output<typeof webhookChangeSchema> },
): Promise<WebhookView> {
  await findWebhook(context, input.id);
  const { name, url, format, events, is_enabled: isEnabled } = input.change;
  const webhook = await context.db.prisma.webhook.update({
    where: { id: input.id },
    data: {
      ...(name === undefined ? {} : { name }),
      ...(url === undefined ? {} : { url }),
      ...(format === undefined ? {} : { format }),
      ...(events === undefined ? {} : { events }),
      ...(isEnabled === undefined ? {} : { isEnabled }),
    },
    omit: NO_SECRET,
  });
  await audit(context, 'webhook.change', input.id);
  return webhook;
}

/** Deletes a webhook with its log; what waits is not sent any more. @throws NotFoundError */
export async function deleteWebhook(context: Context, id: string): Promise<void> {
  const { count } = await context.db.prisma.webhook.deleteMany({ where: { id } });
  if (count === 0) throw webhookNotFound();
  await audit(context, 'webhook.delete', id);
}

function audit(context: Context, action: string, entityId: string): Promise<void> {
  return writeAudit(context.db, context.actor, { action, entity: 'webhook', entityId });
}

function webhookNotFound(): NotFoundError {
  return new NotFoundError('webhook_not_found', 'There is no such webhook.');
}
