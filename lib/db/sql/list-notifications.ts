import type { BatchHappening } from '../../domain/event-words';
import type { Queryable } from '../transaction';

/** An event as one person sees it. */
export interface Notification extends BatchHappening {
  readonly id: string;
  readonly at: Date;
  readonly isRead: boolean;
  readonly batchId: string;
  readonly batchName: string;
}

export interface NotificationRows {
  readonly items: readonly Notification[];
  readonly unreadCount: number;
  readonly onlyOwn: boolean;
  readonly byMail: boolean;
}

/**
 * However many events there are, the newest are walked along their key and no others looked at. Who came later has not to
 * read what was before.
 */
const SQL = `
with newest as (
  select id, kind, batch_id, reason, outcome, at from batch_event order by id desc limit $4
), reader as (
  select u.id, u.created_at, coalesce(p.only_own, false) as only_own, coalesce(p.by_mail, false) as by_mail
    from "user" u left join notification_preference p on p.user_id = u.id where u.id = $1
), seen as (
  select e.*, b.name, r.event_id is not null or e.at < reader.created_at as is_read
    from newest e
    cross join reader
    join batch b on b.id = e.batch_id
    left join notification_read r on r.user_id = $1 and r.event_id = e.id
   where b.kind = 'run' and (not reader.only_own or b.owner_id = $1)
)
select (select count(*)::int from seen where not is_read) as "unreadCount",
       coalesce((select only_own from reader), false) as "onlyOwn",
       coalesce((select by_mail from reader), false) as "byMail",
       coalesce((select jsonb_agg(jsonb_build_object(
          'id', page.id::text, 'kind', page.kind, 'reason', page.reason, 'outcome', page.outcome, 'at', page.at,
          'isRead', page.is_read, 'batchId', page.batch_id, 'batchName', page.name) order by page.id desc)
          from (select * from seen where $2::bigint is null or id < $2 order by id desc limit $3) page), '[]') as items`;

type Raw = Omit<NotificationRows, 'items'> & {
  readonly items: readonly (Omit<Notification, 'at'> & { readonly at: string })[];
};

/**
 * What a person is told of, the newest first.
 * @param before only events with a smaller id
 * @param within how many of the newest events are looked at, whoever they are for
 */
export async function listNotificationRows(
  db: Queryable,
  userId: string,
  {
    before,
    limit,
    within,
  }: { readonly before: string | null; readonly limit: number; readonly within: number },
): Promise<NotificationRows> {
  const { rows } = await db.query<Raw>({
    name: 'list-notifications',
    text: SQL,
    values: [userId, before, limit, within],
  });
  const { items = [], unreadCount = 0, onlyOwn = false, byMail = false } = rows[0] ?? {};
  return {
    unreadCount,
    onlyOwn,
    byMail,
    items: items.map(({ at, ...rest }) => ({ ...rest, at: new Date(at) })),
  };
}
