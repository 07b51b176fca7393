import { KEY_BLANKS } from '../../domain/row-key';
import type { Queryable } from '../transaction';
import { EDIT_SQL } from './read-upload-rows';

/*
 * In a batch with an account column every job has the number of its account. An account is like a serial batch: its
 * head, the lowest pending row, is what a claim takes, and while a lane holds it nobody else takes a row of it. The head
 * moves when a row's attempt is recorded; whatever else makes rows pending again has the heads looked up anew.
 */

// Rows without a value share no account: each is one of its own.
const HASHES = `
select b.id as batch_id, j.row_index, j.state, sha256(convert_to(case
         when c.cell is null or c.cell = '' then 'row ' || j.row_index else 'account ' || c.cell end, 'UTF8')) as hash
  from batch b
  join upload u on u.id = b.upload_id
  join job j on j.batch_id = b.id
  join upload_row r on r.upload_id = b.upload_id and r.row_index = j.row_index ${EDIT_SQL}
 cross join lateral (
   select btrim((coalesce(e.cells, r.cells))[array_position(u.headers, b.settings ->> 'account_column')], $2) as cell
 ) c
 where b.settings ? 'account_column'`;

const NUMBER = `
insert into batch_account (batch_id, no, account_hash)
select batch_id, coalesce((select max(no) from batch_account a where a.batch_id = h.batch_id), 0)
                 + row_number() over (partition by batch_id order by min(row_index)), hash
  from hashed h
 where not exists (select from batch_account a where a.batch_id = h.batch_id and a.account_hash = h.hash)
 group by batch_id, hash`;

const ASSIGN = `
update job j set account_no = a.no
  from hashed h join batch_account a on a.batch_id = h.batch_id and a.account_hash = h.hash
 where j.batch_id = h.batch_id and j.row_index = h.row_index and j.account_no is distinct from a.no`;

/** Numbers the accounts of all jobs of a batch that has an account column. The heads follow with waking the lanes. */
export async function insertAccounts(db: Queryable, batchId: string): Promise<void> {
  const hashed = `with hashed as materialized (${HASHES} and b.id = $1)`;
  await db.query(`${hashed} ${NUMBER}`, [batchId, KEY_BLANKS]);
  await db.query(`${hashed} ${ASSIGN}`, [batchId, KEY_BLANKS]);
}

/** Takes over the account of an edited row in all batches where none of the row's jobs runs. */
export async function renewRowAccounts(db: Queryable, uploadId: string, rowIndex: number): Promise<void> {
  const hashed = `with hashed as materialized (${HASHES} and b.upload_id = $1 and j.row_index = $3)`;
  const values = [uploadId, KEY_BLANKS, rowIndex];
  await db.query(`${hashed} ${NUMBER}`, values);
  await db.query(`${hashed} ${ASSIGN}`, values);
  await db.query(
    `${HEADS} and a.batch_id in (select id from batch where upload_id = $1 and settings ? 'account_column')`,
    [uploadId],
  );
}

const HEADS = `
update batch_account a set (head_row, available_at) = (
  select j.row_index, coalesce(j.run_at, '-infinity')
    from (select 1) one left join lateral (
      select row_index, run_at from job
       where batch_id = a.batch_id and account_no = a.no and state = 'pending'
       order by row_index limit 1
    ) j on true)
 where a.lane_no is null`;

/** Looks up the heads of all accounts that no lane holds. */
export async function renewAccountHeads(db: Queryable, batchId: string): Promise<void> {
  await db.query(`${HEADS} and a.batch_id = $1`, [batchId]);
}

export async function renewAccountHead(db: Queryable, batchId: string, no: number): Promise<void> {
  await db.query(`${HEADS} and a.batch_id = $1 and a.no = $2`, [batchId, no]);
}

/** Gives back what the row of a lost lane held: its account, and its places at hosts. */
export async function freeHolds(db: Queryable, batchId: string, laneNo: number): Promise<void> {
  await db.query(
    'update host_place set batch_id = null, lane_no = null where batch_id = $1 and lane_no = $2',
    [batchId, laneNo],
  );
  const { rows } = await db.query<{ no: number }>(
    'update batch_account set lane_no = null where batch_id = $1 and lane_no = $2 returning no',
    [batchId, laneNo],
  );
  for (const { no } of rows) await renewAccountHead(db, batchId, no);
}
