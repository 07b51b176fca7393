import type { Queryable } from '../transaction';
import type { RowStretch } from './remove-batch';

export interface DeletedUpload {
  readonly id: string;
  readonly storageKey: string;
  /** Of rows, or of problems when they are more; 0 when only the file itself is left. */
  readonly rowCount: number;
}

const DELETED = `
select id, storage_key as "storageKey",
       1 + greatest(-1, (select max(row_index) from upload_row t where t.upload_id = u.id),
                        (select max(no) from upload_problem t where t.upload_id = u.id)) as "rowCount"
  from upload u
 where deleted_at is not null and not exists (select from batch b where b.upload_id = u.id)`;

/** The next deleted file after this one, by id, that no batch holds any more; null when there is none. */
export async function nextDeletedUpload(db: Queryable, after: string | null): Promise<DeletedUpload | null> {
  const sql = `${DELETED} and ($1::uuid is null or id > $1) order by id limit 1`;
  return (await db.query<DeletedUpload>(sql, [after])).rows[0] ?? null;
}

/** The same of one file. */
export async function findDeletedUpload(db: Queryable, uploadId: string): Promise<DeletedUpload | null> {
  return (await db.query<DeletedUpload>(`${DELETED} and id = $1`, [uploadId])).rows[0] ?? null;
}

const STRETCHES = [
  `delete from check_row r using upload_check c
    where c.upload_id = $1 and r.check_id = c.id and r.row_index >= $2 and r.row_index < $3`,
  'delete from row_edit where upload_id = $1 and row_index >= $2 and row_index < $3',
  'delete from upload_problem where upload_id = $1 and no >= $2 and no < $3',
  'delete from upload_row where upload_id = $1 and row_index >= $2 and row_index < $3',
];

/** Removes a stretch of a deleted file's rows, with edits, problems and what checks found. Runs inside the caller's transaction. */
export async function removeUploadRows(
  db: Queryable,
  uploadId: string,
  { from, to }: RowStretch,
): Promise<void> {
  await db.query('select from upload where id = $1 and deleted_at is not null for update', [uploadId]);
  for (const sql of STRETCHES) await db.query(sql, [uploadId, from, to]);
}

/** Removes what is left of a deleted file whose rows and bytes are gone. False: it was gone already. */
export async function removeUpload(db: Queryable, uploadId: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from upload where id = $1 and deleted_at is not null', [
    uploadId,
  ]);
  return rowCount === 1;
}
