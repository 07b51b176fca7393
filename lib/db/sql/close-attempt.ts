import { failureText } from '../../domain/failure';
import type { AttemptRecord, LaneHold } from '../../domain/lane';
import { artifactColumns, json } from './attempt-json';

/** `with` parts that keep all of an attempt, where `held` has a row; their parameters are $1 to $21. */
export const CLOSE_ATTEMPT_SQL = `closed as (
  update attempt
     set state = $7::attempt_state, ended_at = now(), duration_ms = $8, failure_kind = $9::failure_kind,
         failure_code = $10, failure_message = $11, failure_step = $12, output = $13
   where batch_id = $1 and row_index = $5 and attempt_no = $6 and exists (select from held)
  returning batch_id, row_index, attempt_no
), detailed as (
  insert into attempt_detail (batch_id, row_index, attempt_no, steps, failure, warnings, page_text, page_url, page_title, page_errors)
  select batch_id, row_index, attempt_no, $14, $15, $16, $17, $18, $19, $21 from closed
), kept as (
  insert into artifact (id, batch_id, row_index, attempt_no, type, name, content_type, size, storage_key, meta)
  select f.id, $1, $5, $6, f.type, f.name, f.content_type, f.size, f.storage_key, coalesce(f.meta, '{}')
    from closed, jsonb_to_recordset($20::jsonb)
      as f (id uuid, type text, name text, content_type text, size bigint, storage_key text, meta jsonb)
  -- The pictures of a try's steps are there already.
  on conflict (id) do nothing
)`;

/** The values of $1 to $21. */
export function attemptColumns(hold: LaneHold, record: AttemptRecord): unknown[] {
  const { failure } = record;
  return [
    hold.batchId,
    hold.laneNo,
    hold.epoch.toString(),
    hold.workerId,
    record.rowIndex,
    record.attemptNo,
    record.attemptState,
    Math.round(record.durationMs),
    ...[failure?.kind, failure?.code, failure && failureText(failure), failure?.step].map(
      (value) => value ?? null,
    ),
    json(record.output),
    json(record.steps),
    json(failure),
    json(record.warnings),
    record.pageText,
    record.pageUrl,
    record.pageTitle,
    json(record.artifacts.map(artifactColumns)),
    json(record.pageErrors),
  ];
}
