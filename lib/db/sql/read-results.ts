import type { ExclusionReason } from '../../domain/exclusion';
import type { JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';
import { CELLS_SQL } from './job-row';
import { matchSql } from './match-jobs';
import { SqlValues } from './sql-values';
import { type JobWalk, walkSql } from './walk-jobs';

/** Rows of the file that one page looks at. */
const PAGE_ROWS = 1000;
/** No file has so many rows; a stretch that begins here still ends within an integer. */
const LAST_FROM = 2 ** 31 - 1 - PAGE_ROWS;

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
const pageSql = (match: string, next: string) => `
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
     and ($3::job_state[] is null or j.state = any($3)) ${match}
), following as (${next})
select following."nextFrom", hit.* from following left join hit on true order by hit."rowIndex"`;
const NEXT_ROW_SQL = `
  select case when count(*) = ${PAGE_ROWS} then $2::int + ${PAGE_ROWS} else (
           select min(n.row_index) from upload_row n
            where n.upload_id = ${FILE_SQL} and n.row_index >= $2::int + ${PAGE_ROWS}) end as "nextFrom"
    from upload_row r where r.upload_id = ${FILE_SQL} and ${inStretch('r.row_index')}`;

/** `nextFrom`: where the next page begins. */
type Row = { nextFrom: number | null } & ResultRow;

/** Rows that a list of jobs shows, in the order of the file. */
export type ChosenRows = Omit<JobWalk, 'after' | 'limit'>;

export interface ResultsRequest {
  readonly batchId: string;
  readonly states?: readonly JobState[];
  /** Only rows that a filter lets through; rows that the batch left out are none of them. */
  readonly chosen?: ChosenRows;
}

/** All rows of the batch's file in order, page by page, each in a short query of its own. */
export async function* readResultPages(db: Queryable, request: ResultsRequest): AsyncGenerator<ResultRow[]> {
  const first = Math.min(request.chosen?.filter.fromRow ?? 0, LAST_FROM);
  for (let from: number | null = first; from !== null; ) {
    const { text, values }: { text: string; values: unknown[] } = pageQuery(request, from);
    const { rows }: { rows: Row[] } = await db.query<Row>(text, values);
    // A stretch without rows of these states answers with where the next begins, and nothing else.
    const page = rows.flatMap(({ nextFrom: _next, ...row }) => (row.rowIndex === null ? [] : [row]));
    if (page.length > 0) yield page;
    from = rows[0]?.nextFrom ?? null;
  }
}

function pageQuery({ batchId, states, chosen }: ResultsRequest, from: number) {
  const values = new SqlValues();
  values.add(batchId, 'uuid');
  values.add(from, 'int');
  values.add(states ?? chosen?.stretch.states ?? null, 'job_state[]');
  const text = chosen
    ? pageSql(chosenSql(chosen, values), nextChosenSql(chosen, from, values))
    : pageSql('', NEXT_ROW_SQL);
  return { text, values: values.list };
}

function chosenSql({ filter }: ChosenRows, values: SqlValues): string {
  const { toRow } = filter;
  const upTo = toRow === undefined ? '' : `and r.row_index <= ${values.add(toRow, 'bigint')}`;
  return `${upTo} ${matchSql(filter, values)}`;
}

/** Stretches in which nothing can be are passed over, as far as the list's indexes tell. */
function nextChosenSql(chosen: ChosenRows, from: number, values: SqlValues): string {
  const after = { key: '', rowIndex: from + PAGE_ROWS - 1 };
  return `select (select row_index from (${walkSql({ ...chosen, after, limit: 1 }, values)}) next) as "nextFrom"`;
}
