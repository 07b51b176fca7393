import { PgBoss } from 'pg-boss';
import { SteadyClient } from '../db/connect';
import type { Queryable } from '../db/transaction';
import type { BackgroundName, BackgroundPayloads } from './payloads';
import { ensureQueues, ensureSchedules } from './queues';

export interface BackgroundQueue {
  /**
   * @param within a transaction: the message is there when it commits, and only then
   * @param afterSeconds it is handled no sooner
   */
  send<N extends BackgroundName>(
    name: N,
    payload: BackgroundPayloads[N],
    within?: Queryable,
    afterSeconds?: number,
  ): Promise<void>;
  /** Handles messages of this name until the queue stops; an error makes pg-boss try again. */
  work<N extends BackgroundName>(
    name: N,
    handler: (payload: BackgroundPayloads[N], signal: AbortSignal) => Promise<void>,
  ): Promise<void>;
  stop(): Promise<void>;
}

const POLL_SECONDS = 0.5;
const STOP_TIMEOUT_MS = 10_000;

/**
 * Opens the queue of background work. Its tables are made by `npm run migrate`.
 * @param role `worker` also supervises: it retries and expires messages.
 * @param onError told of lost connections and the like, after which pg-boss goes on by itself
 */
export async function openQueue(
  url: string,
  role: 'sender' | 'worker',
  onError: (error: unknown) => void = () => undefined,
): Promise<BackgroundQueue> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'furrow-queue',
    max: 2,
    migrate: false,
    createSchema: false,
    // Handed on to the pool it opens.
    ...{ Client: SteadyClient },
    schedule: role === 'worker',
    supervise: role === 'worker',
  });
  boss.on('error', onError);
  await boss.start();
  if (role === 'worker') {
    await ensureQueues(boss);
    await ensureSchedules(boss);
  }
  return {
    send: async (name, payload, within, afterSeconds = 0) => {
      const db = within && { executeSql: (text: string, values?: unknown[]) => within.query(text, values) };
      await boss.send(name, payload, { ...(db ? { db } : {}), startAfter: afterSeconds });
    },
    work: async (name, handler) => {
      await boss.work<BackgroundPayloads[typeof name]>(
        name,
        { pollingIntervalSeconds: POLL_SECONDS },
        async ([job]) => {
          if (job) await handler(job.data, job.signal);
        },
      );
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }),
  };
}
