import { KEY_BLANKS, KEY_START_LENGTH } from '../../domain/row-key';
import type { Queryable } from '../transaction';
import { EDIT_SQL } from './read-upload-rows';

const CHOSEN = `
  from batch b
  join upload u on u.id = b.upload_id
  join job j on j.batch_id = b.id
  join upload_row r on r.upload_id = b.upload_id and r.row_index = j.row_index ${EDIT_SQL}
  left join batch_automation a on a.batch_id = b.id and a.no = j.automation_no
 cross join lateral (
   select btrim((coalesce(e.cells, r.cells))[array_position(u.headers, b.settings ->> 'key_column')], $2) as key
 ) k
 where coalesce(b.automation_id, a.automation_id) is not null and k.key <> ''`;

const INSERT = `
insert into job_key (batch_id, row_index, automation_id, key_hash, key_start)
select b.id, j.row_index, coalesce(b.automation_id, a.automation_id), sha256(convert_to(k.key, 'UTF8')),
       left(k.key, ${KEY_START_LENGTH}) ${CHOSEN}`;

/** Notes the keys of all jobs of a batch that has a key column. */
export async function insertJobKeys(db: Queryable, batchId: string): Promise<void> {
  await db.query(`${INSERT} and b.id = $1`, [batchId, KEY_BLANKS]);
}

const OF_ROW = `
delete from job_key k using batch b, job j
 where b.upload_id = $1 and k.batch_id = b.id and k.row_index = $2
   and j.batch_id = k.batch_id and j.row_index = k.row_index and j.state in ('pending', 'failed', 'stopped')`;

/** Takes over the key of an edited row for the jobs that may still run; what is done stays done under its old key. */
export async function renewJobKeys(db: Queryable, uploadId: string, rowIndex: number): Promise<void> {
  await db.query(OF_ROW, [uploadId, rowIndex]);
  await db.query(
    `${INSERT} and b.upload_id = $1 and j.row_index = $3 and j.state in ('pending', 'failed', 'stopped')`,
    [uploadId, KEY_BLANKS, rowIndex],
  );
}
