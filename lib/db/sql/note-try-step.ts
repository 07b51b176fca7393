import type { Pool } from 'pg';
import type { ArtifactRecord, LaneHold, StepRecord } from '../../domain/lane';
import { artifactColumns, json } from './attempt-json';

const SQL = `
with held as materialized (
  select 1 from lane
   where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4 and running_row = $5
     for update
), kept as (
  insert into artifact (id, batch_id, row_index, attempt_no, type, name, content_type, size, storage_key, meta)
  select f.id, $1, $5, $6, f.type, f.name, f.content_type, f.size, f.storage_key, coalesce(f.meta, '{}')
    from held, jsonb_to_recordset($7::jsonb)
      as f (id uuid, type text, name text, content_type text, size bigint, storage_key text, meta jsonb)
  returning id
)
update try_step t
   set state = case when t.no = $8 then $9 else 'running' end,
       started_at_ms = case when t.no = $8 then $10::int else $10::int + $11::int end,
       duration_ms = case when t.no = $8 then $11::int end,
       message = case when t.no = $8 then $12 end,
       screenshot_id = case when t.no = $8 then (select id from kept) end
 where t.batch_id = $1 and (t.no = $8 or t.no = $13::int) and exists (select from held)`;

export interface TryStepEnd {
  readonly record: StepRecord;
  /** The step that begins now; null when none does. */
  readonly nextNo: number | null;
  /** What the page showed after the step; null when it could not be drawn. */
  readonly screenshot: ArtifactRecord | null;
}

/** Shows one step's end while its attempt goes on. Writes nothing when the lane is no longer this worker's. */
export async function noteTryStep(
  pool: Pool,
  hold: LaneHold,
  attempt: { readonly rowIndex: number; readonly attemptNo: number },
  { record, nextNo, screenshot }: TryStepEnd,
): Promise<void> {
  await pool.query(SQL, [
    hold.batchId,
    hold.laneNo,
    hold.epoch.toString(),
    hold.workerId,
    attempt.rowIndex,
    attempt.attemptNo,
    json(screenshot ? [artifactColumns(screenshot)] : []),
    record.no,
    record.state,
    record.startedAtMs,
    record.durationMs,
    storableText(record.message),
    nextNo,
  ]);
}

/** PostgreSQL keeps no NUL in a text. */
function storableText(text: string | undefined): string | null {
  return text?.replaceAll('\0', '\ufffd') ?? null;
}
