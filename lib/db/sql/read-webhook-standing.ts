import type { Queryable } from '../transaction';

/** How a webhook stands: what its secrets are sealed with, and how sending went last. */
export interface WebhookStanding {
  readonly id: string;
  /** Names the key that sealed the present secret. */
  readonly keyId: string;
  /** Until when older secrets sign too; null: only the present one does. */
  readonly oldSecretUntil: Date | null;
  readonly lastDelivery: { readonly state: 'waiting' | 'delivered' | 'failed'; readonly at: string } | null;
}

const SQL = `
select w.id, s.key_id as "keyId",
       (select max(o.ends_at) from webhook_secret o where o.webhook_id = w.id and o.ends_at > now()) as "oldSecretUntil",
       (select jsonb_build_object('state', d.state, 'at', d.created_at) from webhook_delivery d
         where d.webhook_id = w.id order by d.id desc limit 1) as "lastDelivery"
  from webhook w join webhook_secret s on s.webhook_id = w.id and s.ends_at is null
 where w.id = any($1::uuid[])`;

export async function readWebhookStanding(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WebhookStanding>> {
  const { rows } = await db.query<WebhookStanding>(SQL, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
