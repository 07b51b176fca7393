import type { MetricEntry, MetricLabels } from '../../domain/metrics';
import type { Queryable } from '../transaction';

// In one order everywhere, so that two processes never wait for each other in a circle.
const ADD = `
insert into metric_count (name, labels, value)
select name, labels, value from unnest($1::text[], $2::text[], $3::float8[]) as e(name, labels, value)
 where exists (select from fresh) order by name, labels
on conflict (name, labels) do update set value = metric_count.value + excluded.value`;

const OF_ANYONE = `with fresh as (select) ${ADD}`;
const OF_WORKER = `with fresh as (
  update worker set counts_no = $5 where id = $4 and counts_no < $5 returning id
) ${ADD}`;

/**
 * Adds to what happened so far.
 * @param from the worker and the number of its addition: the same one sent twice counts once
 */
export async function addMetrics(
  db: Queryable,
  entries: readonly MetricEntry[],
  from?: { readonly workerId: string; readonly no: number },
): Promise<void> {
  if (entries.length === 0) return;
  const columns = [
    entries.map(({ name }) => name),
    entries.map(({ labels }) => labelText(labels)),
    entries.map(({ value }) => value),
  ];
  if (from) await db.query(OF_WORKER, [...columns, from.workerId, from.no]);
  else await db.query(OF_ANYONE, columns);
}

function labelText(labels: MetricLabels): string {
  return JSON.stringify(Object.fromEntries(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
