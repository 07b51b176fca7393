import type { ArtifactRecord } from '../../domain/lane';
import type { Queryable } from '../transaction';

// A file belongs to the row's newest attempt. A row that never ran has none: its files hang on number 0, which no list
// of attempts shows and no count knows.
const SQL = `
with target as (
  select j.batch_id, j.row_index, j.attempt_count as attempt_no, b.automation_version
    from job j join batch b on b.id = j.batch_id where j.batch_id = $1 and j.row_index = $2
), carrier as (
  insert into attempt (batch_id, row_index, attempt_no, state, lane_no, epoch, automation_version, ended_at)
  select batch_id, row_index, 0, 'given_back', -1, 0, coalesce(automation_version, 0), now()
    from target where attempt_no = 0
  on conflict do nothing
)
insert into artifact (id, batch_id, row_index, attempt_no, type, name, content_type, size, storage_key, meta)
select $3, batch_id, row_index, attempt_no, $4, $5, $6, $7, $8, $9::jsonb from target`;

/** Adds a stored file to a job, whatever its state; false when there is no such job. */
export async function addArtifact(
  db: Queryable,
  job: { readonly batchId: string; readonly rowIndex: number },
  file: ArtifactRecord,
): Promise<boolean> {
  const { rowCount } = await db.query(SQL, [
    job.batchId,
    job.rowIndex,
    file.id,
    file.type,
    file.name,
    file.contentType,
    file.size,
    file.storageKey,
    JSON.stringify(file.meta ?? {}),
  ]);
  return rowCount === 1;
}
