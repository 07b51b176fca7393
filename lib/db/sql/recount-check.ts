import type { Queryable } from '../transaction';

const GROUPS = `
with counted as (
  select g.no, count(*)::int as n, min(c.row_index) as first_row
    from check_row c cross join lateral unnest(c.group_nos) as g (no)
   where c.check_id = $1 group by g.no
)
update check_group g set row_count = coalesce(n.n, 0), first_row = n.first_row
  from check_group old left join counted n on n.no = old.no
 where old.check_id = $1 and g.check_id = $1 and g.no = old.no and not g.is_of_file
   and (g.row_count, g.first_row) is distinct from (coalesce(n.n, 0), n.first_row)`;

const TOTALS = `
update upload_check k
   set invalid_count = t.invalid, warning_count = t.warned, dropped_count = t.dropped, duplicate_count = t.repeated,
       done_count = t.done
  from (
    select count(*) filter (where is_invalid)::int as invalid,
           count(*) filter (where not is_invalid and not is_dropped and group_nos <> '{}')::int as warned,
           count(*) filter (where is_dropped)::int as dropped,
           count(same_key_row)::int as repeated,
           count(done_batch_id)::int as done
      from check_row where check_id = $1
  ) t
 where k.id = $1`;

/** Counts a check's rows anew, in all and per group, so that numbers always add up; rows and groups with nothing to see go. */
export async function recountCheck(db: Queryable, checkId: string): Promise<void> {
  await db.query(
    `delete from check_row
      where check_id = $1 and group_nos = '{}' and not is_dropped and done_batch_id is null`,
    [checkId],
  );
  await db.query(GROUPS, [checkId]);
  await db.query('delete from check_group where check_id = $1 and row_count = 0 and not is_of_file', [
    checkId,
  ]);
  await db.query(TOTALS, [checkId]);
}
