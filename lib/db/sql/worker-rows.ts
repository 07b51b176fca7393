import type { Pool } from 'pg';
import type { WorkerStatus } from '../../domain/worker-status';

export interface WorkerRegistration {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly slots: number;
  readonly version: string;
  readonly browser: Readonly<Record<string, unknown>>;
}

/** Makes a worker known, or known again after it was taken for dead; `seen_at` is the lease of all its lanes. */
export async function registerWorker(pool: Pool, worker: WorkerRegistration): Promise<void> {
  await pool.query(
    `insert into worker (id, host, pid, slots, version, browser) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set seen_at = now(), stopped_at = null`,
    [worker.id, worker.host, worker.pid, worker.slots, worker.version, JSON.stringify(worker.browser)],
  );
}

/** Renews a worker's lease. `isKnown` false: its lanes may be gone, so it must stop writing. */
export async function renewWorker(
  pool: Pool,
  id: string,
  facts: { memoryMb: number; browserMemoryMb: number; status: WorkerStatus },
): Promise<{ isKnown: boolean; isDraining: boolean }> {
  const { rows } = await pool.query<{ is_draining: boolean }>({
    name: 'renew-worker',
    text: `update worker set seen_at = now(), memory_mb = $2, browser_memory_mb = $3, status = $4
            where id = $1 and stopped_at is null returning is_draining`,
    values: [id, Math.round(facts.memoryMb), Math.round(facts.browserMemoryMb), JSON.stringify(facts.status)],
  });
  return { isKnown: rows.length === 1, isDraining: rows[0]?.is_draining ?? false };
}

/** Notes that a worker has ended in order. */
export async function retireWorker(pool: Pool, id: string): Promise<void> {
  await pool.query('update worker set stopped_at = now(), seen_at = now() where id = $1', [id]);
}
