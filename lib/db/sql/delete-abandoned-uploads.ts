import type { Queryable } from '../transaction';

export interface AbandonedUpload {
  readonly id: string;
  readonly storageKey: string;
}

const SQL = `
delete from upload where id in (
  select id from upload
   where state = 'receiving' and coalesce(received_at, created_at) < now() - make_interval(hours => $1)
   order by id limit $2 for update skip locked)
returning id, storage_key as "storageKey"`;

/** Deletes uploads that stopped half-way and have got nothing for so many hours; their bytes are the caller's to delete. */
export async function deleteAbandonedUploads(
  db: Queryable,
  input: { readonly hours: number; readonly limit: number },
): Promise<AbandonedUpload[]> {
  const { rows } = await db.query<AbandonedUpload>(SQL, [input.hours, input.limit]);
  return rows;
}
