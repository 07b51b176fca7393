import { randomBytes } from 'node:crypto';
import { writeAudit } from '../../db/audit';
import { newId } from '../../db/new-id';
import { replaceWebhookSecret } from '../../db/sql/replace-webhook-secret';
import { inTransaction } from '../../db/transaction';
import type { KeyRing } from '../../secrets/key-ring';
import type { VaultContext } from '../secrets/set-secret';
import { webhookNotFound } from './find-webhook';

/** The name under which a webhook's secrets are sealed. */
export const sealName = (webhookId: string) => `webhook:${webhookId}`;

/** A new secret, in clear for the one answer that tells it, and as the database keeps it. */
export function newWebhookSecret(keys: KeyRing, webhookId: string) {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const { ciphertext, nonce, tag, keyId } = keys.seal(sealName(webhookId), secret);
  const sealed = {
    ...{ id: newId(), keyId },
    ciphertext: new Uint8Array(ciphertext),
    nonce: new Uint8Array(nonce),
    tag: new Uint8Array(tag),
  };
  return { secret, sealed };
}

/**
 * Gives a webhook another secret, which is in the answer and nowhere else in clear. For `oldValidSeconds` requests are
 * signed with what it had too.
 * @throws NotFoundError `webhook_not_found`
 */
export async function rotateWebhookSecret(
  context: VaultContext,
  { id, oldValidSeconds }: { readonly id: string; readonly oldValidSeconds: number },
): Promise<string> {
  const { secret, sealed } = newWebhookSecret(context.keys, id);
  const isThere = await inTransaction(context.db.pool, (client) =>
    replaceWebhookSecret(client, id, sealed, oldValidSeconds),
  );
  if (!isThere) throw webhookNotFound();
  const details = { old_valid_seconds: oldValidSeconds };
  await writeAudit(context.db, context.actor, {
    ...{ action: 'webhook.rotate_secret', entity: 'webhook', entityId: id, details },
  });
  return secret;
}
