import type { z } from 'zod';
import { writeAudit } from '../../db/audit';
import { newId } from '../../db/new-id';
import type { newWebhookSchema, webhookChangeSchema } from '../../domain/webhook';
import type { Context } from '../context';
import type { VaultContext } from '../secrets/set-secret';
import {
  findWebhook,
  type LookContext,
  viewWebhook,
  type WebhookView,
  webhookNotFound,
} from './find-webhook';
import { newWebhookSecret } from './webhook-secret';

/** Adds a webhook; its secret is in the answer and nowhere else in clear. */
export async function createWebhook(
  context: VaultContext,
  input: z.output<typeof newWebhookSchema>,
): Promise<WebhookView & { readonly secret: string }> {
  const id = newId();
  const { secret, sealed } = newWebhookSecret(context.keys, id);
  await context.db.prisma.webhook.create({ data: { id, ...input, secrets: { create: sealed } } });
  await audit(context, 'webhook.create', id);
  return { ...(await viewWebhook(context, id)), secret };
}

/** @throws NotFoundError `webhook_not_found` */
export async function changeWebhook(
  context: LookContext,
  input: { readonly id: string; readonly change: z.output<typeof webhookChangeSchema> },
): Promise<WebhookView> {
  await findWebhook(context, input.id);
  const { name, url, format, events, is_enabled: isEnabled } = input.change;
  await context.db.prisma.webhook.update({
    where: { id: input.id },
    data: {
      ...(name === undefined ? {} : { name }),
      ...(url === undefined ? {} : { url }),
      ...(format === undefined ? {} : { format }),
      ...(events === undefined ? {} : { events }),
      ...(isEnabled === undefined ? {} : { isEnabled }),
    },
  });
  await audit(context, 'webhook.change', input.id);
  return viewWebhook(context, input.id);
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
