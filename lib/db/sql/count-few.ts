import type { Queryable } from '../transaction';
import { likePrefix } from './match-jobs';

const KEYS = `
select count(*)::int as count from (
  select from job_key where batch_id = $1 and key_start like $2 limit $3
) k`;
const GROUP = `
select count(*)::int as count from (
  select from job where batch_id = $1 and fingerprint = $2 and state in ('failed', 'unconfirmed') limit $3
) g`;

/** Whether at most `most` keys of a batch begin so. */
export async function areKeysFew(db: Queryable, batchId: string, start: string, most: number) {
  const { rows } = await db.query<{ count: number }>(KEYS, [batchId, likePrefix(start), most + 1]);
  return (rows[0]?.count ?? 0) <= most;
}

/** Whether a failure group has at most `most` rows. */
export async function isGroupSmall(db: Queryable, batchId: string, fingerprint: string, most: number) {
  const { rows } = await db.query<{ count: number }>(GROUP, [batchId, fingerprint, most + 1]);
  return (rows[0]?.count ?? 0) <= most;
}
