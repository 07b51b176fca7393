import type { SealedValue } from '../../secrets/key-ring';
import type { Queryable } from '../transaction';

export interface DueDelivery {
  readonly webhookId: string;
  readonly url: string;
  readonly body: string;
  readonly attemptsLeft: number;
  /** What signs it now: the present secret first, then older ones that have not ended. */
  readonly secrets: readonly SealedValue[];
}

const DELIVERY = `
select w.id as "webhookId", w.url, d.body, d.attempts_left as "attemptsLeft"
  from webhook_delivery d join webhook w on w.id = d.webhook_id
 where d.id = $1 and d.state = 'waiting' and d.next_attempt_at <= now()`;
const SECRETS = `
select ciphertext, nonce, tag, key_id as "keyId" from webhook_secret
 where webhook_id = $1 and (ends_at is null or ends_at > now())
 order by ends_at desc nulls first`;

/** A delivery that waits and is due by the database's clock; null when it is neither. */
export async function readDueDelivery(db: Queryable, deliveryId: string): Promise<DueDelivery | null> {
  const { rows } = await db.query<Omit<DueDelivery, 'secrets'>>(DELIVERY, [deliveryId]);
  if (!rows[0]) return null;
  const { rows: secrets } = await db.query<SealedValue>(SECRETS, [rows[0].webhookId]);
  return { ...rows[0], secrets };
}
