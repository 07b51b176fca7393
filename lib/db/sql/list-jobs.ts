import type { JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';
import { JOB_COLUMNS_SQL, type JobItem } from './job-row';

export interface JobFilter {
  readonly states?: readonly JobState[];
  readonly fingerprint?: string;
  /** Text that some cell, error message or output contains, any case. */
  readonly search?: string;
  /** Only rows from here on (included), and up to here (included). */
  readonly fromRow?: number;
  readonly toRow?: number;
}

export interface JobPageRequest {
  readonly batchId: string;
  readonly filter: JobFilter;
  readonly direction: 'asc' | 'desc';
  /** Row index of the last item of the page before. */
  readonly after?: number;
  readonly limit: number;
}

function sql(direction: 'asc' | 'desc'): string {
  const beyond = direction === 'asc' ? '>' : '<';
  return `
select ${JOB_COLUMNS_SQL}
  from job j
  join batch b on b.id = j.batch_id
  join upload_row r on r.upload_id = b.upload_id and r.row_index = j.row_index
  left join attempt a on a.batch_id = j.batch_id and a.row_index = j.row_index and a.attempt_no = j.attempt_count
 where j.batch_id = $1
   and ($2::job_state[] is null or j.state = any($2))
   and ($3::text is null or j.fingerprint = $3)
   and ($4::int is null or j.row_index ${beyond} $4)
   and ($5::int is null or j.row_index >= $5) and ($6::int is null or j.row_index <= $6)
   and ($7::text is null or array_to_string(r.cells, ' ') ilike $7
        or a.failure_message ilike $7 or a.output::text ilike $7)
 order by j.row_index ${direction} limit $8`;
}

const SQL = { asc: sql('asc'), desc: sql('desc') };

/** One keyset page of a batch's jobs in file order. */
export async function listJobItems(db: Queryable, request: JobPageRequest): Promise<JobItem[]> {
  const { filter } = request;
  const { rows } = await db.query<JobItem>(SQL[request.direction], [
    request.batchId,
    filter.states ?? null,
    filter.fingerprint ?? null,
    request.after ?? null,
    filter.fromRow ?? null,
    filter.toRow ?? null,
    filter.search ? `%${escapeLike(filter.search)}%` : null,
    request.limit,
  ]);
  return rows;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
