import type { Queryable } from '../transaction';
import type { NewCheckGroup } from './store-check-page';

/** The groups that a check has so far. */
export async function listStoredGroups(db: Queryable, checkId: string): Promise<NewCheckGroup[]> {
  const { rows } = await db.query<NewCheckGroup>(
    `select no::int, code, severity, column_number as "column", input, message, advice, is_of_file as "isOfFile",
            is_secret as "isSecret"
       from check_group where check_id = $1`,
    [checkId],
  );
  return rows;
}
