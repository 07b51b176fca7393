import type { FailureKind } from '../../domain/failure';
import type { JobState } from '../../domain/job-state';
import type { VerificationAnswer } from '../../domain/verification';

/** A job as lists show it: compact, without steps and page text. */
export interface JobItem {
  readonly rowIndex: number;
  readonly automationNo: number;
  readonly lineNumber: number;
  readonly cells: readonly string[];
  readonly state: JobState;
  readonly attemptCount: number;
  readonly runAt: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly durationMs: number | null;
  readonly fingerprint: string | null;
  readonly failureKind: FailureKind | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly failureStep: number | null;
  readonly output: Readonly<Record<string, unknown>> | null;
  readonly artifacts: readonly ArtifactItem[];
  /** Of an unconfirmed row whose automation says how to ask the site. */
  readonly verification: VerificationItem | null;
}

export interface VerificationItem {
  readonly dueAt: string | null;
  readonly isAsking: boolean;
  readonly answer: VerificationAnswer | null;
  readonly answeredAt: string | null;
  readonly notFoundCount: number;
}

export interface ArtifactItem {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly attemptNo: number;
  readonly createdAt: string;
  readonly meta: Readonly<Record<string, unknown>>;
}

/** The newest edit of a row lies over its uploaded cells. */
export const CELLS_SQL = `
coalesce((select e.cells from row_edit e
           where e.upload_id = r.upload_id and e.row_index = r.row_index
           order by e.version desc limit 1), r.cells)`;

/** Columns of JobItem, for queries with j = job, r = upload_row, a = its last attempt. */
export const JOB_COLUMNS_SQL = `
j.row_index as "rowIndex", j.automation_no::int as "automationNo", r.line_number as "lineNumber", ${CELLS_SQL} as cells, j.state,
j.attempt_count::int as "attemptCount", j.run_at as "runAt", j.started_at as "startedAt", j.ended_at as "endedAt",
j.duration_ms as "durationMs", j.fingerprint, a.failure_kind as "failureKind", a.failure_code as "errorCode",
a.failure_message as "errorMessage",
case when j.state = 'unconfirmed' then (
  select jsonb_build_object('dueAt', v.due_at, 'isAsking', v.asking_attempt is not null, 'answer', v.answer,
                            'answeredAt', v.answered_at, 'notFoundCount', v.not_found_count)
    from job_verification v where v.batch_id = j.batch_id and v.row_index = j.row_index) end as verification,
 a.failure_step::int as "failureStep", a.output,
coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'type', f.type, 'name', f.name,
            'contentType', f.content_type, 'size', f.size, 'attemptNo', f.attempt_no, 'createdAt', f.created_at,
            'meta', f.meta) order by f.attempt_no, f.created_at, f.id)
            from artifact f where f.batch_id = j.batch_id and f.row_index = j.row_index), '[]') as artifacts`;

/** What JOB_COLUMNS_SQL reads beside j. */
export const JOB_SOURCES_SQL = `
  join batch b on b.id = j.batch_id
  join upload_row r on r.upload_id = b.upload_id and r.row_index = j.row_index
  left join attempt a on a.batch_id = j.batch_id and a.row_index = j.row_index and a.attempt_no = j.attempt_count`;
