import type { Queryable } from '../transaction';

/** Removes all but the newest ended checks of a file; unfinished ones stay. */
export async function pruneChecks(db: Queryable, uploadId: string, kept: number): Promise<void> {
  await db.query(
    `delete from upload_check where id in (
       select id from upload_check where upload_id = $1 and state in ('done', 'failed')
        order by coalesce(ended_at, created_at) desc offset $2)`,
    [uploadId, kept],
  );
}
