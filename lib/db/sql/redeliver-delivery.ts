import type { Queryable } from '../transaction';

const SQL = `
update webhook_delivery
   set state = 'waiting', ended_at = null, attempts_left = $3, next_attempt_at = now()
 where id = $1 and webhook_id = $2 and state <> 'waiting'`;

/** Has a delivery that has ended wait to be sent at once. False: it has not ended, or there is none. */
export async function redeliverDelivery(
  db: Queryable,
  ids: { readonly deliveryId: string; readonly webhookId: string },
  attempts: number,
): Promise<boolean> {
  const { rowCount } = await db.query(SQL, [ids.deliveryId, ids.webhookId, attempts]);
  return rowCount === 1;
}
