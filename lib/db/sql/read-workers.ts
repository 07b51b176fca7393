import type { Queryable } from '../transaction';

/** A worker as it was heard of last. */
export interface SeenWorker {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly slots: number;
  readonly version: string;
  readonly browser: unknown;
  /** MB of the worker and its browsers; `browserMemoryMb` of the browsers alone. */
  readonly memoryMb: number;
  readonly browserMemoryMb: number;
  readonly status: unknown;
  readonly isLive: boolean;
  readonly isDraining: boolean;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly stoppedAt: Date | null;
}

// Live ones first. Silence is judged by the database's clock, on which the heartbeats are.
const SQL = `
select id, host, pid, slots, version, browser, status, memory_mb as "memoryMb", browser_memory_mb as "browserMemoryMb",
       stopped_at is null and seen_at > now() - interval '15 seconds' as "isLive", is_draining as "isDraining",
       started_at as "startedAt", seen_at as "seenAt", stopped_at as "stoppedAt"
  from worker where seen_at > now() - interval '24 hours'
 order by "isLive" desc, stopped_at desc nulls first, started_at desc limit 200`;

/** Workers heard of within 24 hours, at most 200. */
export async function readWorkers(db: Queryable): Promise<SeenWorker[]> {
  const { rows } = await db.query<SeenWorker>({ name: 'read-workers', text: SQL });
  return rows;
}
