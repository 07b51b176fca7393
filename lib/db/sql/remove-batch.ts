import type { Queryable } from '../transaction';

/** A batch that was deleted and is still to be removed. */
export interface DeletedBatch {
  readonly id: string;
  /** Above the highest row index of which it still has anything; 0 when only the batch itself is left. */
  readonly rowCount: number;
}

// Greatest passes over tables that are empty.
const DELETED = `
select b.id, 1 + greatest(-1,
         (select max(row_index) from job t where t.batch_id = b.id),
         (select max(row_index) from job_key t where t.batch_id = b.id),
         (select max(row_index) from excluded_row t where t.batch_id = b.id),
         (select max(no) from batch_account t where t.batch_id = b.id)) as "rowCount"
  from batch b where b.kind = 'deleted'`;

/** The next one after this, by id; null when there is none. */
export async function nextDeletedBatch(db: Queryable, after: string | null): Promise<DeletedBatch | null> {
  const sql = `${DELETED} and ($1::uuid is null or b.id > $1) order by b.id limit 1`;
  return (await db.query<DeletedBatch>(sql, [after])).rows[0] ?? null;
}

export async function findDeletedBatch(db: Queryable, batchId: string): Promise<DeletedBatch | null> {
  return (await db.query<DeletedBatch>(`${DELETED} and b.id = $1`, [batchId])).rows[0] ?? null;
}

/** Rows by index: `from` included, `to` not. */
export interface RowStretch {
  readonly from: number;
  readonly to: number;
}

/** The rows of a stretch that have files. */
export async function rowsWithFiles(db: Queryable, batchId: string, stretch: RowStretch): Promise<number[]> {
  const { rows } = await db.query<{ row: number }>(
    'select distinct row_index as row from artifact where batch_id = $1 and row_index >= $2 and row_index < $3',
    [batchId, stretch.from, stretch.to],
  );
  return rows.map(({ row }) => row);
}

const IN_STRETCH = 'batch_id = $1 and row_index >= $2 and row_index < $3';

// The same key may stand in several deleted batches: what is surely done wins, then what is newer. A row claimed in the very moment of the
// deletion still runs: its worker will find nothing to record it in, so that nobody will know.
const KEEP_KEYS = `
insert into done_key (automation_id, key_hash, is_confirmed, batch_id, row_index, ended_at)
select distinct on (k.automation_id, k.key_hash) k.automation_id, k.key_hash, j.state = 'completed', k.batch_id, k.row_index,
       coalesce(j.ended_at, now())
  from job_key k join job j on j.batch_id = k.batch_id and j.row_index = k.row_index
 where k.batch_id = $1 and k.row_index >= $2 and k.row_index < $3 and j.state in ('completed', 'unconfirmed', 'running')
 order by k.automation_id, k.key_hash, j.state = 'completed' desc, k.row_index desc
on conflict (automation_id, key_hash) do update
   set is_confirmed = excluded.is_confirmed, batch_id = excluded.batch_id, row_index = excluded.row_index,
       ended_at = excluded.ended_at
 where (excluded.is_confirmed, excluded.ended_at) > (done_key.is_confirmed, done_key.ended_at)`;

/**
 * Removes what a deleted batch has of a stretch of its rows, their attempts and artifacts included, and keeps their keys. Runs inside the
 * caller's transaction. @returns how many jobs there were
 */
export async function removeRows(db: Queryable, batchId: string, { from, to }: RowStretch): Promise<number> {
  // Two workers that are at the same batch take turns.
  await db.query(`select from batch where id = $1 and kind = 'deleted' for update`, [batchId]);
  await db.query(KEEP_KEYS, [batchId, from, to]);
  await db.query(`delete from job_key where ${IN_STRETCH}`, [batchId, from, to]);
  await db.query(`delete from excluded_row where ${IN_STRETCH}`, [batchId, from, to]);
  await db.query('delete from batch_account where batch_id = $1 and no >= $2 and no < $3', [
    batchId,
    from,
    to,
  ]);
  const { rowCount } = await db.query(`delete from job where ${IN_STRETCH}`, [batchId, from, to]);
  return rowCount ?? 0;
}

// By webhook, for the index begins with it. What waits is still tried: its receiver knows nothing of the end yet.
const REMOVE_DELIVERIES = `
delete from webhook_delivery d using webhook w, batch_event e
 where e.batch_id = $1 and d.webhook_id = w.id and d.event_id = e.id and d.state <> 'waiting'`;

/** Removes what is left of a deleted batch whose rows are gone. Runs inside the caller's transaction. False: it was gone already. */
export async function removeBatch(db: Queryable, batchId: string): Promise<boolean> {
  await db.query(REMOVE_DELIVERIES, [batchId]);
  await db.query('delete from batch_event where batch_id = $1', [batchId]);
  const { rowCount } = await db.query(`delete from batch where id = $1 and kind = 'deleted'`, [batchId]);
  return rowCount === 1;
}
