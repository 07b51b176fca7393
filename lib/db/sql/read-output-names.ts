import type { Queryable } from '../transaction';

const SQL = `
select o.name from attempt a, json_object_keys(a.output) with ordinality o(name, place)
 where a.batch_id = $1 and json_typeof(a.output) = 'object'
 group by o.name order by min(a.row_index), min(o.place)`;

/** Names of all outputs that the rows of a batch gave, in the order in which they first came. */
export async function readOutputNames(db: Queryable, batchId: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(SQL, [batchId]);
  return rows.map((row) => row.name);
}
