import type { Queryable } from '../transaction';

const SOME = `
insert into notification_read (user_id, event_id)
select $1, id from batch_event where id = any($2::bigint[]) on conflict do nothing`;
const ALL = `
insert into notification_read (user_id, event_id)
select $1, id from (select id from batch_event order by id desc limit $2) newest on conflict do nothing`;

/** Notes that a person has read some events; ids that are none do nothing. */
export async function readSomeNotifications(
  db: Queryable,
  userId: string,
  ids: readonly string[],
): Promise<void> {
  await db.query(SOME, [userId, ids]);
}

/** Notes that a person has read all that the list could show. */
export async function readAllNotifications(db: Queryable, userId: string, within: number): Promise<void> {
  await db.query(ALL, [userId, within]);
}

const REMOVE = `
delete from notification_read where event_id < coalesce((select min(id) from batch_event), 0)`;

/** Forgets who has read events that are gone. */
export async function removeOldReads(db: Queryable): Promise<void> {
  await db.query(REMOVE);
}
