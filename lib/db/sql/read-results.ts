import type { ExclusionReason } from '../../domain/exclusion';
import type { JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';
import { CELLS_SQL } from './job-row';

/** A row of the file with what became of it; `state` is null for a row that the batch left out. */
export interface ResultRow {
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly cells: readonly string[];
  readonly state: JobState | null;
  /** Which of the batch's automations the row chose; null for a row that the batch left out. */
  readonly automationNo: number | null;
  readonly exclusionReason: ExclusionReason | null;
  readonly exclusionDetail: string | null;
  readonly attemptCount: number;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly durationMs: number | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly output: Readonly<Record<string, unknown>> | null;
}

const SQL = `
select r.row_index as "rowIndex", r.line_number as "lineNumber", ${CELLS_SQL} as cells, j.state,
       j.automation_no::int as "automationNo",
       x.reason as "exclusionReason", x.detail as "exclusionDetail",
       coalesce(j.attempt_count, 0)::int as "attemptCount", j.started_at as "startedAt", j.ended_at as "endedAt",
       j.duration_ms as "durationMs", a.failure_code as "errorCode", a.failure_message as "errorMessage", a.output
  from batch b
  join upload_row r on r.upload_id = b.upload_id
  left join job j on j.batch_id = b.id and j.row_index = r.row_index
  left join excluded_row x on x.batch_id = b.id and x.row_index = r.row_index
  left join attempt a on a.batch_id = b.id and a.row_index = r.row_index and a.attempt_no = j.attempt_count
 where b.id = $1 and r.row_index > $2
   and ($3::job_state[] is null or j.state = any($3))
 order by r.row_index limit $4`;

const PAGE_ROWS = 1000;

export interface ResultsRequest {
  readonly batchId: string;
  readonly states?: readonly JobState[];
}

/** All rows of the batch's file in order, page by page, each in a short query of its own. */
export async function* readResultPages(db: Queryable, request: ResultsRequest): AsyncGenerator<ResultRow[]> {
  let after = -1;
  for (;;) {
    const { rows } = await db.query<ResultRow>(SQL, [
      request.batchId,
      after,
      request.states ?? null,
      PAGE_ROWS,
    ]);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return;
    after = last.rowIndex;
  }
}
