import type { ExclusionReason } from '../../domain/exclusion';
import type { JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';
import { CELLS_SQL } from './job-row';

/** Rows of the file that one page looks at. */
const PAGE_ROWS = 1000;

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

// Every table is asked for the rows of one stretch, so that no plan reads all rows of all files for a page, whatever the
// planner believes about a file that was just read. Behind a stretch with gaps the next row there is is looked up.
const FILE_SQL = '(select upload_id from batch where id = $1)';
const inStretch = (row: string) => `${row} >= $2::int and ${row} < $2::int + ${PAGE_ROWS}`;
const SQL = `
with hit as materialized (
  select r.row_index as "rowIndex", r.line_number as "lineNumber", ${CELLS_SQL} as cells, j.state,
         j.automation_no::int as "automationNo",
         x.reason as "exclusionReason", x.detail as "exclusionDetail",
         coalesce(j.attempt_count, 0)::int as "attemptCount", j.started_at as "startedAt", j.ended_at as "endedAt",
         j.duration_ms as "durationMs", a.failure_code as "errorCode", a.failure_message as "errorMessage", a.output
    from upload_row r
    left join job j on j.batch_id = $1 and j.row_index = r.row_index and ${inStretch('j.row_index')}
    left join excluded_row x on x.batch_id = $1 and x.row_index = r.row_index and ${inStretch('x.row_index')}
    left join attempt a on a.batch_id = $1 and a.row_index = r.row_index and a.attempt_no = j.attempt_count
         and ${inStretch('a.row_index')}
   where r.upload_id = ${FILE_SQL} and ${inStretch('r.row_index')}
     and ($3::job_state[] is null or j.state = any($3))
), following as (
  select case when count(*) = ${PAGE_ROWS} then $2::int + ${PAGE_ROWS} else (
           select min(n.row_index) from upload_row n
            where n.upload_id = ${FILE_SQL} and n.row_index >= $2::int + ${PAGE_ROWS}) end as "nextFrom"
    from upload_row r where r.upload_id = ${FILE_SQL} and ${inStretch('r.row_index')}
)
select following."nextFrom", hit.* from following left join hit on true order by hit."rowIndex"`;

/** `nextFrom`: where the next page begins. */
type Row = { nextFrom: number | null } & ResultRow;

export interface ResultsRequest {
  readonly batchId: string;
  readonly states?: readonly JobState[];
}

/** All rows of the batch's file in order, page by page, each in a short query of its own. */
export async function* readResultPages(db: Queryable, request: ResultsRequest): AsyncGenerator<ResultRow[]> {
  const { batchId, states = null } = request;
  for (let from: number | null = 0; from !== null; ) {
    const { rows }: { rows: Row[] } = await db.query<Row>(SQL, [batchId, from, states]);
    // A stretch without rows of these states answers with where the next begins, and nothing else.
    const page = rows.flatMap(({ nextFrom: _next, ...row }) => (row.rowIndex === null ? [] : [row]));
    if (page.length > 0) yield page;
    from = rows[0]?.nextFrom ?? null;
  }
}
