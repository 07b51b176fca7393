import type { Queryable } from '../transaction';

/** Somebody who wants mail about a batch. */
export interface MailReader {
  readonly userId: string;
  readonly email: string;
}

const SQL = `
select u.id as "userId", u.email
  from notification_preference p
  join "user" u on u.id = p.user_id
  join batch b on b.id = $1
 where p.by_mail and u.disabled_at is null and b.kind = 'run' and (not p.only_own or b.owner_id = u.id)
   and ($2::text is null or u.id = $2)`;

/** Who is told by mail of what happens to a batch. @param userId only whether this one is */
export async function listMailReaders(
  db: Queryable,
  batchId: string,
  userId: string | null = null,
): Promise<MailReader[]> {
  const { rows } = await db.query<MailReader>(SQL, [batchId, userId]);
  return rows;
}
