import type { Worker } from '../../db/records';
import { type RunningRow, readRunningRows } from '../../db/sql/read-running-rows';
import type { Context } from '../context';

export interface WorkerView extends Worker {
  readonly isLive: boolean;
  readonly rows: readonly RunningRow[];
}

const SILENT_MS = 15_000;
const HISTORY_MS = 24 * 3600_000;

/** Workers seen within a day, the live ones first, with the rows that each runs. */
export async function listWorkers(context: Context): Promise<WorkerView[]> {
  const now = Date.now();
  const [workers, rows] = await Promise.all([
    context.db.prisma.worker.findMany({
      where: { seenAt: { gte: new Date(now - HISTORY_MS) } },
      orderBy: [{ stoppedAt: { sort: 'desc', nulls: 'first' } }, { startedAt: 'desc' }],
      take: 200,
    }),
    readRunningRows(context.db.pool),
  ]);
  return workers.map((worker) => ({
    ...worker,
    isLive: worker.stoppedAt === null && now - worker.seenAt.getTime() < SILENT_MS,
    rows: rows.filter((row) => row.workerId === worker.id),
  }));
}
