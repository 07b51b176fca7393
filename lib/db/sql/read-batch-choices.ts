import type { Queryable } from '../transaction';

export interface BatchChoices {
  readonly automations: readonly { readonly name: string; readonly title: string }[];
  readonly owners: readonly string[];
  readonly tags: readonly string[];
}

/** More than anybody looks through; what is meant can still be asked for by name. */
const MOST = 200;

const SQL = `
select (select coalesce(json_agg(x), '[]') from (
          select a.name, a.title from automation a
           where exists (select from batch b where b.automation_id = a.id and b.kind = 'run')
              or exists (select from batch_automation p where p.automation_id = a.id)
           order by a.title limit ${MOST}) x) as automations,
       array(select distinct owner_name from batch where kind = 'run' order by 1 limit ${MOST}) as owners,
       array(select distinct tag from batch, unnest(tags) tag where kind = 'run' order by 1 limit ${MOST}) as tags`;

/** What the batches that are there can be filtered by, at most 200 of each. */
export async function readBatchChoices(db: Queryable): Promise<BatchChoices> {
  const { rows } = await db.query<BatchChoices>(SQL);
  return rows[0] as BatchChoices;
}
