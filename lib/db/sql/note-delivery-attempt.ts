import type { Queryable } from '../transaction';

const NOTE = `
update webhook_delivery
   set attempts = (case when jsonb_array_length(attempts) >= 50 then attempts - 0 else attempts end) || $2::jsonb,
       attempts_left = case when $3 then 0 else attempts_left - 1 end,
       state = (case when $3 then 'delivered' when attempts_left <= 1 then 'failed' else 'waiting' end)::delivery_state,
       next_attempt_at = now() + $4 * interval '1 second',
       ended_at = case when $3 or attempts_left <= 1 then now() end
 where id = $1 and state = 'waiting'
returning attempts_left as "attemptsLeft"`;

/**
 * Adds to a delivery how sending it went; the newest 50 are kept. Gives how often it may still be sent.
 * @param secondsToNext how long to wait before it is, if so
 */
export async function noteDeliveryAttempt(
  db: Queryable,
  id: string,
  attempt: object,
  { isTaken, secondsToNext }: { readonly isTaken: boolean; readonly secondsToNext: number },
): Promise<number> {
  const values = [id, JSON.stringify([attempt]), isTaken, secondsToNext];
  const { rows } = await db.query<{ attemptsLeft: number }>(NOTE, values);
  return rows[0]?.attemptsLeft ?? 0;
}
