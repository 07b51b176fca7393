import type { MetricEntry } from '../../domain/metrics';
import type { Queryable } from '../transaction';

/** What happened so far; a few hundred numbers at most. */
export async function readMetrics(db: Queryable): Promise<MetricEntry[]> {
  const { rows } = await db.query<{ name: MetricEntry['name']; labels: string; value: number }>(
    'select name, labels, value from metric_count order by name, labels',
  );
  return rows.map(({ name, labels, value }) => ({ name, labels: JSON.parse(labels), value }));
}
