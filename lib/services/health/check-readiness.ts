import { countLiveWorkers } from '../../db/sql/count-live-workers';
import type { Context } from '../context';

export interface Readiness {
  readonly isReady: boolean;
  /** Workers that gave a sign of life within 15 seconds. None is a warning: the dashboard works without. */
  readonly liveWorkers: number;
}

/** Whether this process can do its work: the database answers, and its tables are there. */
export async function checkReadiness(context: Pick<Context, 'db'>): Promise<Readiness> {
  return { isReady: true, liveWorkers: await countLiveWorkers(context.db.pool) };
}
