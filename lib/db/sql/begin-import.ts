import type { Queryable } from '../transaction';
import { clearImport } from './import-jobs';

/** One run of an import: only the newest may write. */
export interface ImportRun {
  readonly batchId: string;
  readonly no: number;
  /** When it began, by the database's clock; edits from then on are looked at again at its end. */
  readonly beganAt: string;
}

/**
 * Begins an import, or begins an interrupted one anew: what it left is removed. Null when the batch is not being
 * imported any more. The caller has locked the upload.
 */
export async function beginImport(db: Queryable, batchId: string): Promise<ImportRun | null> {
  const { rows } = await db.query<{ no: number; beganAt: string }>(
    `update batch set import_no = import_no + 1, imported_rows = 0
      where id = $1 and state = 'importing'
     returning import_no as no, clock_timestamp()::text as "beganAt"`,
    [batchId],
  );
  if (!rows[0]) return null;
  await clearImport(db, batchId);
  return { batchId, ...rows[0] };
}

/** Notes how many rows an import has looked at; false when it is not the newest run any more. */
export async function noteImportedRows(db: Queryable, run: ImportRun, rows: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update batch set imported_rows = $3 where id = $1 and import_no = $2 and state = 'importing'`,
    [run.batchId, run.no, rows],
  );
  return rowCount === 1;
}

/** Rows of the batch's file that were edited after the import began. The caller has locked the upload. */
export async function editedSinceImport(db: Queryable, run: ImportRun): Promise<number[]> {
  const { rows } = await db.query<{ row_index: number }>(
    `select distinct e.row_index from batch b join row_edit e on e.upload_id = b.upload_id
      where b.id = $1 and e.created_at >= $2::timestamptz order by 1`,
    [run.batchId, run.beganAt],
  );
  return rows.map((row) => row.row_index);
}
