import type { z } from 'zod';
import { NotFoundError } from '../lib/domain/errors';
import { newWebhookSchema, secretRotationSchema } from '../lib/domain/webhook';
import { toDeliveryJson, toWebhookJson, type WebhookJson } from '../lib/domain/wire/webhook';
import { isId } from '../lib/services/batches/find-batch';
import { keysToLook, openKeyRing } from '../lib/services/secrets/open-key-ring';
import { listDeliveries, testWebhook } from '../lib/services/webhooks/deliveries';
import { listWebhooks, viewWebhook } from '../lib/services/webhooks/find-webhook';
import { changeWebhook, createWebhook, deleteWebhook } from '../lib/services/webhooks/manage-webhooks';
import { rotateWebhookSecret } from '../lib/services/webhooks/webhook-secret';
import { formatFields, formatTable, type Output } from './output';
import { readInput } from './read-input';
import { type Session, withSession } from './session';
import type { Terminal } from './terminal';

export const LOG_LENGTH = 25;

/** @throws NotFoundError `webhook_not_found` also for what is no id at all */
export function withWebhook(
  terminal: Terminal,
  id: string,
  act: (session: Session, id: string) => Promise<Output>,
): Promise<Output> {
  return withSession(terminal, (session) => {
    if (!isId(id)) throw new NotFoundError('webhook_not_found', 'There is no such webhook.');
    return act(session, id);
  });
}

/** Enough to look: without a key the webhooks can still be seen, switched off and deleted. */
const looking = ({ context, env }: Session) => ({
  ...context,
  keys: keysToLook(env),
});

export function addWebhook(terminal: Terminal, input: z.input<typeof newWebhookSchema>): Promise<Output> {
  const webhook = readInput(newWebhookSchema, input, 'webhook_invalid');
  return withSession(terminal, async ({ context, env }) => {
    const { ring: keys } = await openKeyRing(context.db, env);
    const { secret, ...created } = await createWebhook({ ...context, keys }, webhook);
    const { id } = created;
    return { json: { ...toWebhookJson(created), secret }, text: formatFields({ secret, id }) };
  });
}

export function printWebhooks(terminal: Terminal): Promise<Output> {
  return withSession(terminal, async (session) => {
    const items = (await listWebhooks(looking(session))).map(toWebhookJson);
    const lines = items.map((webhook) => [
      ...[webhook.id, webhook.name, webhook.url, webhook.format, webhook.events.join(', ')],
      standing(webhook),
    ]);
    const headers = ['id', 'name', 'address', 'format', 'events', ''];
    const text = items.length > 0 ? formatTable(headers, lines) : 'There is no webhook.';
    return { json: { items, next_cursor: null }, text };
  });
}

function standing({ readable, is_enabled, last_delivery: last }: WebhookJson): string {
  if (!readable) return 'CANNOT SEND: its secret is encrypted with another key';
  if (!is_enabled) return 'off';
  return last ? `last: ${last.state} ${last.at.slice(0, 16).replace('T', ' ')}` : 'nothing sent yet';
}

export function rotateSecret(terminal: Terminal, id: string, keepOld: number | undefined): Promise<Output> {
  const { old_valid_seconds: oldValidSeconds } = readInput(
    secretRotationSchema,
    { old_valid_seconds: keepOld },
    'webhook_invalid',
  );
  return withWebhook(terminal, id, async ({ context, env }) => {
    const vault = { ...context, keys: (await openKeyRing(context.db, env)).ring };
    const secret = await rotateWebhookSecret(vault, { id, oldValidSeconds });
    const { old_secret_until } = toWebhookJson(await viewWebhook(vault, id));
    const until = old_secret_until ? { 'old one until': old_secret_until } : {};
    return { json: { id, secret, old_secret_until }, text: formatFields({ secret, ...until }) };
  });
}

export async function printLog({ context }: Session, webhookId: string): Promise<Output> {
  const { items: found } = await listDeliveries(context, { webhookId, limit: LOG_LENGTH });
  const items = found.map(toDeliveryJson);
  const lines = items.map(({ created_at, type, state, attempts }) => {
    const last = attempts.at(-1);
    const answer = last ? (last.error ?? `${last.status} in ${last.duration_ms} ms`) : '-';
    return [created_at.slice(0, 19).replace('T', ' '), type, state, String(attempts.length), answer];
  });
  const text =
    items.length > 0
      ? formatTable(['time (UTC)', 'event', 'state', 'sent', 'last answer'], lines)
      : 'Nothing was sent yet.';
  return { json: { items }, text };
}

/** A worker sends it. */
export async function sendTest({ context }: Session, id: string): Promise<Output> {
  const delivery = toDeliveryJson(await testWebhook(context, id));
  return { json: delivery, text: `The test is on its way: furrow webhook log ${id} tells what came of it.` };
}

export async function turnWebhook(session: Session, id: string, isEnabled: boolean): Promise<Output> {
  const webhook = toWebhookJson(
    await changeWebhook(looking(session), { id, change: { is_enabled: isEnabled } }),
  );
  return { json: webhook, text: `${webhook.name} is ${isEnabled ? 'on' : 'off'}.` };
}

export async function removeWebhook({ context }: Session, id: string): Promise<Output> {
  await deleteWebhook(context, id);
  return { json: { id, deleted: true }, text: 'The webhook is deleted.' };
}
