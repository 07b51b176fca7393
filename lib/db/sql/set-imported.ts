import type { Bindings } from '../../domain/bindings';
import type { Queryable } from '../transaction';

export interface ImportedFile {
  /** Data rows, those with problems included; empty rows are counted apart. */
  readonly rowCount: number;
  readonly emptyCount: number;
  readonly bucketSize: number;
}

/** Notes the size of a batch's file: file rows = jobs + excluded rows + empty rows, whatever happens. */
export async function setImported(db: Queryable, batchId: string, file: ImportedFile): Promise<void> {
  await db.query('update batch set file_rows = $2, empty_rows = $3, bucket_size = $4 where id = $1', [
    batchId,
    file.rowCount + file.emptyCount,
    file.emptyCount,
    file.bucketSize,
  ]);
}

/**
 * Opens an imported batch: its jobs can run from now on, with columns read as they were when they were checked.
 * @returns whether it is to start by itself
 */
export async function setReady(
  db: Queryable,
  batchId: string,
  totalJobs: number,
  bindings: Bindings,
): Promise<boolean> {
  const { rows } = await db.query<{ starts: boolean }>(
    `update batch
        set state = 'ready', total_jobs = $2, excluded_rows = file_rows - empty_rows - $2,
            imported_rows = file_rows - empty_rows, bindings = $3
      where id = $1 and state = 'importing'
    returning start_when_ready as starts`,
    [batchId, totalJobs, JSON.stringify(bindings)],
  );
  return rows[0]?.starts ?? false;
}
