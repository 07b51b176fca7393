import type { Queryable } from '../transaction';
import { keyBeginsSql } from './key-begins';
import { SqlValues } from './sql-values';

const GROUP = `
select count(*)::int as count from (
  select from job where batch_id = $1 and fingerprint = $2 and state in ('failed', 'unconfirmed') limit $3
) g`;

/** Whether at most `most` keys of a batch begin so. */
export async function areKeysFew(db: Queryable, batchId: string, start: string, most: number) {
  const values = new SqlValues();
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from (
       select from job_key k where k.batch_id = ${values.add(batchId, 'uuid')} and ${keyBeginsSql('k', start, values)}
        limit ${most + 1}
     ) k`,
    values.list,
  );
  return (rows[0]?.count ?? 0) <= most;
}

/** Whether a failure group has at most `most` rows. */
export async function isGroupSmall(db: Queryable, batchId: string, fingerprint: string, most: number) {
  const { rows } = await db.query<{ count: number }>(GROUP, [batchId, fingerprint, most + 1]);
  return (rows[0]?.count ?? 0) <= most;
}
