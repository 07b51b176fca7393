import type { Queryable } from '../transaction';

/** What would miss a file. */
export interface UploadUsers {
  readonly batches: number;
  readonly tries: number;
  /** One that is on; a paused one may lose its file. */
  readonly schedule: { readonly id: string; readonly name: string } | null;
}

const SQL = `
select (select count(*)::int from batch where upload_id = $1 and kind = 'run') as batches,
       (select count(*)::int from batch where upload_id = $1 and kind = 'try') as tries,
       (select json_build_object('id', id, 'name', name) from schedule
         where upload_id = $1 and pause_code is null limit 1) as schedule`;

export async function findUploadUsers(db: Queryable, uploadId: string): Promise<UploadUsers> {
  return (await db.query<UploadUsers>(SQL, [uploadId])).rows[0] as UploadUsers;
}
