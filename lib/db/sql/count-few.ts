import type { Queryable } from '../transaction';
import { keyBeginsSql } from './key-begins';
import { SqlValues } from './sql-values';

/** Whether at most `most` keys of a batch begin so. */
export async function areKeysFew(db: Queryable, batchId: string, start: string, most: number) {
  const values = new SqlValues();
  const text = `
select from job_key k
 where k.batch_id = ${values.add(batchId, 'uuid')} and ${keyBeginsSql('k', start, values)}
offset ${most} limit 1`;
  const { rowCount } = await db.query(text, values.list);
  return rowCount === 0;
}

const GROUP = `
select from job
 where batch_id = $1 and fingerprint = $2 and state in ('failed', 'unconfirmed')
offset $3 limit 1`;

/** Whether a failure group has at most `most` rows. */
export async function isGroupSmall(db: Queryable, batchId: string, fingerprint: string, most: number) {
  const { rowCount } = await db.query(GROUP, [batchId, fingerprint, most]);
  return rowCount === 0;
}
