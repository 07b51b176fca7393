import type { BatchHappening } from '../../domain/event-words';
import type { Queryable } from '../transaction';

export interface OpenEvent extends BatchHappening {
  readonly id: string;
  readonly batchId: string;
  readonly at: Date;
}

const TAKE = `
update batch_event set dispatched_at = now()
 where id in (select id from batch_event where dispatched_at is null order by id limit $1 for update skip locked)
returning id::text, kind::text, batch_id as "batchId", reason::text, outcome::text, at`;

/** Takes events that no worker has taken; they are taken when the transaction commits. */
export async function takeOpenEvents(db: Queryable, most: number): Promise<OpenEvent[]> {
  const { rows } = await db.query<OpenEvent>({ name: 'take-events', text: TAKE, values: [most] });
  return rows;
}

export interface NewDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly type: string;
  readonly body: string;
  readonly attemptsLeft: number;
}

/** Adds a delivery of an event. False: there is one for this webhook. */
export async function insertDelivery(db: Queryable, delivery: NewDelivery): Promise<boolean> {
  const { id, webhookId, eventId, type, body, attemptsLeft } = delivery;
  const { rowCount } = await db.query(
    `insert into webhook_delivery (id, webhook_id, event_id, type, body, attempts_left)
     values ($1, $2, $3, $4, $5, $6) on conflict (webhook_id, event_id) do nothing`,
    [id, webhookId, eventId, type, body, attemptsLeft],
  );
  return rowCount === 1;
}
