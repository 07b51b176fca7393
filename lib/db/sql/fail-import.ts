import type { Queryable } from '../transaction';

/** Closes a batch that cannot be imported, with the reason; what its import noted so far stays accounted for. */
export async function failImport(db: Queryable, batchId: string, reasonText: string): Promise<void> {
  await db.query(
    `update batch b
        set state = 'failed', reason_text = $2, finished_at = now(),
            excluded_rows = case when b.file_rows = 0 then 0 else b.file_rows - b.empty_rows end
      where id = $1 and state = 'importing'`,
    [batchId, reasonText],
  );
}
