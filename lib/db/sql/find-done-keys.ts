import type { Queryable } from '../transaction';

const SQL = `
select k.row_index as "rowIndex", d.batch_id as "batchId", b.name as "batchName", d.row_index as "doneRowIndex",
       d.is_confirmed as "isConfirmed"
  from unnest($1::int[], $2::uuid[], $3::text[]) as k (row_index, automation_id, key)
 cross join lateral (
   select * from (
     select o.batch_id, o.row_index, j.state = 'completed' as is_confirmed from job_key o
       join job j on j.batch_id = o.batch_id and j.row_index = o.row_index
      where o.automation_id = k.automation_id and o.key_hash = sha256(convert_to(k.key, 'UTF8'))
        and j.state in ('completed', 'unconfirmed')
     union all
     select o.batch_id, o.row_index, o.is_confirmed from done_key o
      where o.automation_id = k.automation_id and o.key_hash = sha256(convert_to(k.key, 'UTF8'))
   ) o order by o.is_confirmed desc, o.batch_id desc limit 1
 ) d
  left join batch b on b.id = d.batch_id and b.kind = 'run'`;

/** A row's key, and the automation that would run for it. */
export interface KeyQuestion {
  readonly rowIndex: number;
  readonly automationId: string;
  readonly key: string;
}

export interface DoneKey {
  readonly rowIndex: number;
  readonly batchId: string;
  /** Null when it was deleted. */
  readonly batchName: string | null;
  readonly doneRowIndex: number;
  /** False: that row may have been submitted, and nobody knows. */
  readonly isConfirmed: boolean;
}

/**
 * Which of these rows some batch, deleted since or not, has completed under their key, or may have submitted, with any version of their automation; the
 * newest that is completed first.
 */
export async function findDoneKeys(db: Queryable, questions: readonly KeyQuestion[]): Promise<DoneKey[]> {
  if (questions.length === 0) return [];
  const { rows } = await db.query<DoneKey>({
    name: 'find-done-keys',
    text: SQL,
    values: [
      questions.map((question) => question.rowIndex),
      questions.map((question) => question.automationId),
      questions.map((question) => question.key),
    ],
  });
  return rows;
}
