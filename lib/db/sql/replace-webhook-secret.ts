import type { SealedValue } from '../../secrets/key-ring';
import type { Queryable } from '../transaction';

const LOCK = 'select id from webhook where id = $1 for update';
const REMOVE_ENDED = 'delete from webhook_secret where webhook_id = $1 and (ends_at <= now() or $2 = 0)';
const END = `update webhook_secret set ends_at = now() + $2 * interval '1 second' where webhook_id = $1 and ends_at is null`;
const ADD = `
insert into webhook_secret (id, webhook_id, ciphertext, nonce, tag, key_id) values ($1, $2, $3, $4, $5, $6)`;

/**
 * Gives a webhook another secret, in the caller's transaction.
 * @param oldValidSeconds how long what it had signs beside it; 0: not at all, older ones neither
 * @returns false when there is no such webhook
 */
export async function replaceWebhookSecret(
  db: Queryable,
  webhookId: string,
  secret: SealedValue & { readonly id: string },
  oldValidSeconds: number,
): Promise<boolean> {
  const { rowCount } = await db.query(LOCK, [webhookId]);
  if (rowCount === 0) return false;
  await db.query(REMOVE_ENDED, [webhookId, oldValidSeconds]);
  await db.query(END, [webhookId, oldValidSeconds]);
  const { id, ciphertext, nonce, tag, keyId } = secret;
  await db.query(ADD, [id, webhookId, ciphertext, nonce, tag, keyId]);
  return true;
}
