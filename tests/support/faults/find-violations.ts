import type { Pool } from 'pg';

/** Each gives one line for whatever breaks it, at any moment: every statement sees one state of the database. */
const RULES: readonly { readonly says: string; readonly sql: string }[] = [
  {
    says: 'the total is the sum of the states, and the file is the total and what was left out',
    sql: `select format('%s: %s rows in all, %s jobs, %s counted', b.id, b.total_jobs, j.n, k.n) as line
            from batch b
            cross join lateral (select count(*) n from job where batch_id = b.id) j
            cross join lateral (
              select coalesce(sum(pending + running + completed + failed + stopped + unconfirmed), 0) n
                from batch_bucket where batch_id = b.id) k
           where b.state not in ('importing', 'failed')
             and (b.total_jobs <> j.n or b.total_jobs <> k.n
                  or b.file_rows <> b.total_jobs + b.excluded_rows + b.empty_rows)`,
  },
  {
    says: 'each bucket equals a recount',
    sql: `with recount as (
            select j.batch_id, j.row_index / b.bucket_size as bucket_no,
                   count(*) filter (where j.state = 'pending') as pending,
                   count(*) filter (where j.state = 'running') as running,
                   count(*) filter (where j.state = 'completed') as completed,
                   count(*) filter (where j.state = 'failed') as failed,
                   count(*) filter (where j.state = 'stopped') as stopped,
                   count(*) filter (where j.state = 'unconfirmed') as unconfirmed
              from job j join batch b on b.id = j.batch_id where b.state <> 'importing' group by 1, 2
          )
          select format('%s bucket %s: %s, recount %s', r.batch_id, r.bucket_no, k, r) as line
            from recount r
            left join batch_bucket k on k.batch_id = r.batch_id and k.bucket_no = r.bucket_no
           where (k.pending, k.running, k.completed, k.failed, k.stopped, k.unconfirmed)
                 is distinct from (r.pending, r.running, r.completed, r.failed, r.stopped, r.unconfirmed)`,
  },
  {
    says: 'nothing runs for more than 30 s without a living owner',
    sql: `select format('%s row %s runs since %s', a.batch_id, a.row_index, a.started_at) as line
            from attempt a
            left join lane l on l.batch_id = a.batch_id and l.running_row = a.row_index and l.epoch = a.epoch
            left join worker w on w.id = l.worker_id and w.stopped_at is null
                                  and w.seen_at > now() - interval '30 seconds'
           where a.state = 'running' and a.started_at < now() - interval '30 seconds' and w.id is null
           union all
          select format('%s row %s is running, no attempt is', j.batch_id, j.row_index)
            from job j
           where j.state = 'running' and not exists (
             select from attempt a where a.batch_id = j.batch_id and a.row_index = j.row_index
                and a.attempt_no = j.attempt_count and a.state = 'running')`,
  },
  {
    says: 'no attempt is lost: they are numbered without a gap, and all but the last have ended',
    sql: `select format('%s row %s: %s attempts, %s known, %s not ended', j.batch_id, j.row_index, j.attempt_count,
                        count(a), count(a) filter (where a.state = 'running')) as line
            from job j
            left join attempt a on a.batch_id = j.batch_id and a.row_index = j.row_index and a.attempt_no > 0
           group by j.batch_id, j.row_index, j.attempt_count
          having count(a) <> j.attempt_count or coalesce(max(a.attempt_no), 0) <> j.attempt_count
              or bool_or(a.state = 'running' and a.attempt_no < j.attempt_count)`,
  },
  {
    says: 'what is completed was completed by an attempt',
    sql: `select format('%s row %s', j.batch_id, j.row_index) as line
            from job j
           where j.state = 'completed' and not exists (
             select from attempt a where a.batch_id = j.batch_id and a.row_index = j.row_index
                and a.round = j.round and a.state = 'completed')`,
  },
  {
    says: 'a finished batch has no row left',
    sql: `select format('%s row %s is %s', b.id, j.row_index, j.state) as line
            from batch b join job j on j.batch_id = b.id
           where b.state = 'finished' and j.state in ('pending', 'running')`,
  },
];

// The practice site knows a customer by the file's first column.
const SUBMITTED_ROWS = `
select r.cells[1] as key, j.state::text as state
  from job j join batch b on b.id = j.batch_id
  join automation_version v on v.automation_id = b.automation_id and v.version = b.automation_version
  join upload_row r on r.upload_id = b.upload_id and r.row_index = j.row_index
 where v.effect = 'submit' and b.state = 'finished'`;

/** What is wrong with the rows of this database, and with what the practice site took for them; a sentence each. */
export async function findViolations(pool: Pool, siteUrl: string): Promise<string[]> {
  const found: string[] = [];
  for (const { says, sql } of RULES) {
    const { rows } = await pool.query<{ line: string }>(sql);
    found.push(...rows.map(({ line }) => `not true that ${says}: ${line}`));
  }
  return [...found, ...(await findLedgerViolations(pool, siteUrl))];
}

async function findLedgerViolations(pool: Pool, siteUrl: string): Promise<string[]> {
  const { entries } = (await (await fetch(`${siteUrl}/ledger`)).json()) as {
    entries: readonly { key: string; submissions: number }[];
  };
  const { rows } = await pool.query<{ key: string; state: string }>(SUBMITTED_ROWS);
  const taken = new Set(entries.map(({ key }) => key));
  const states = new Map(rows.map(({ key, state }) => [key, state]));
  return [
    ...entries
      .filter(({ submissions }) => submissions > 1)
      .map(({ key, submissions }) => `${key} was submitted ${submissions} times`),
    ...entries
      .filter(({ key }) => !['completed', 'unconfirmed', undefined].includes(states.get(key)))
      .map(({ key }) => `${key} was submitted, and its row is ${states.get(key)}`),
    ...rows
      .filter(({ key, state }) => state === 'completed' && !taken.has(key))
      .map(({ key }) => `${key} is completed, and was never submitted`),
  ];
}
