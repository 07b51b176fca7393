import { writeAudit } from '../../db/audit';
import { setDraining } from '../../db/sql/set-draining';
import { NotFoundError } from '../../domain/errors';
import type { Context } from '../context';
import { listWorkers, type WorkerView } from './list-workers';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Has a worker take no more rows; those it runs end as ever, and it stays, idle, until it is let go on or is ended.
 * The worker hears of it with its next heartbeat, within 5 seconds. @throws NotFoundError `worker_not_found`
 */
export async function drainWorker(context: Context, input: { workerId: string }): Promise<WorkerView> {
  return change(context, input.workerId, true);
}

/** Lets a drained worker take rows again. @throws NotFoundError `worker_not_found` */
export async function resumeWorker(context: Context, input: { workerId: string }): Promise<WorkerView> {
  return change(context, input.workerId, false);
}

async function change(context: Context, workerId: string, isDraining: boolean): Promise<WorkerView> {
  const changed = UUID.test(workerId) ? await setDraining(context.db.pool, workerId, isDraining) : null;
  const worker = changed && (await listWorkers(context)).find(({ id }) => id === workerId.toLowerCase());
  if (!worker) {
    throw new NotFoundError('worker_not_found', `No worker ${workerId} is there, or it has ended.`);
  }
  if (changed.isChanged) {
    await writeAudit(context.db, context.actor, {
      action: isDraining ? 'worker.drain' : 'worker.resume',
      entity: 'worker',
      entityId: worker.id,
      details: { host: changed.host, pid: changed.pid },
    });
  }
  return worker;
}
