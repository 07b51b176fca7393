import type { Queryable } from '../transaction';

const SQL = `
with made as (
  insert into job (batch_id, row_index, automation_no)
  select $1, x.row_index, x.automation_no
    from unnest($2::int[], $3::smallint[]) as x (row_index, automation_no)
   where not exists (select from excluded_row e where e.batch_id = $1 and e.row_index = x.row_index)
   order by x.row_index
  returning automation_no
)
select automation_no as no, count(*)::int as count from made group by 1`;

const ROWS_AT_ONCE = 10_000;

/**
 * Makes the jobs of a batch whose rows chose their automations, and drops pinned automations that no row chose.
 * @param numbers by row index: the number of the automation, or -1.
 */
export async function insertChosenJobs(db: Queryable, batchId: string, numbers: Int16Array): Promise<void> {
  const used = new Set<number>();
  for (let from = 0; from < numbers.length; from += ROWS_AT_ONCE) {
    const indexes: number[] = [];
    const chosen: number[] = [];
    for (let row = from; row < Math.min(numbers.length, from + ROWS_AT_ONCE); row++) {
      const no = numbers[row] ?? -1;
      if (no < 0) continue;
      indexes.push(row);
      chosen.push(no);
    }
    const { rows } = await db.query<{ no: number }>(SQL, [batchId, indexes, chosen]);
    for (const { no } of rows) used.add(no);
  }
  await db.query('delete from batch_automation where batch_id = $1 and no <> all($2::smallint[])', [
    batchId,
    [...used],
  ]);
}
