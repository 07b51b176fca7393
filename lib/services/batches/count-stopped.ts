import { addMetrics } from '../../db/sql/add-metrics';
import type { Context } from '../context';

/** Adds rows that were stopped to the metrics. */
export async function countStopped({ db }: Context, value: number): Promise<void> {
  if (value === 0) return;
  await addMetrics(db.pool, [
    { name: 'batch_jobs_stopped', labels: {}, value },
    { name: 'rows_ended', labels: { state: 'stopped' }, value },
  ]);
}
