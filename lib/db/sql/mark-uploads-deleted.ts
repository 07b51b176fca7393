import type { Queryable } from '../transaction';

/** Hides a file until it is removed. The caller has locked its row and then seen that nothing needs it. */
export async function markUploadDeleted(db: Queryable, uploadId: string): Promise<void> {
  await db.query('update upload set deleted_at = now() where id = $1 and deleted_at is null', [uploadId]);
  // A paused schedule may lose its file.
  await db.query('update schedule set upload_id = null where upload_id = $1', [uploadId]);
}

const UNTIL = `now() - $1 * interval '24 hours'`;
// Whoever checks or edits a file is about to run it.
const IS_OLD = `
u.deleted_at is null and u.state in ('ready', 'rejected') and u.created_at < ${UNTIL}
and not exists (select from batch b where b.upload_id = u.id and b.kind <> 'deleted')
and not exists (select from schedule s where s.upload_id = u.id)
and not exists (select from upload_check c where c.upload_id = u.id and coalesce(c.started_at, c.created_at) >= ${UNTIL})
and not exists (select from row_edit e where e.upload_id = u.id and e.created_at >= ${UNTIL})`;

const LOCK_OLD = `
select u.id from upload u where ${IS_OLD} and ($2::uuid is null or u.id > $2) order by u.id limit $3
   for update of u skip locked`;
// Asked once more, now that no batch can be added: the first statement may have begun before one was.
const MARK_OLD = `
update upload u set deleted_at = now() where u.id = any($2) and ${IS_OLD}
returning u.id, u.filename as name, u.row_count as "rowCount"`;

/** A file that nothing shows any more; its rows and bytes are still to be removed. */
export interface MarkedUpload {
  readonly id: string;
  readonly name: string;
  readonly rowCount: number;
}

export interface MarkedUploads {
  readonly marked: readonly MarkedUpload[];
  /** The last one looked at; null: there are no more. */
  readonly last: string | null;
}

/**
 * Deletes files older than `days` days that no batch, no try and no schedule uses; one page of them, by id.
 * Runs inside the caller's transaction.
 */
export async function markOldUploads(
  db: Queryable,
  { days, after, limit }: { readonly days: number; readonly after: string | null; readonly limit: number },
): Promise<MarkedUploads> {
  const locked = (await db.query<{ id: string }>(LOCK_OLD, [days, after, limit])).rows.map(({ id }) => id);
  const { rows: marked } = await db.query<MarkedUpload>(MARK_OLD, [days, locked]);
  return { marked, last: (locked.length === limit && locked.at(-1)) || null };
}
