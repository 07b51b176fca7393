import { type QueuedBatch, readQueue } from '../../db/sql/read-queue';
import { readWaiting } from '../../db/sql/read-waiting';
import { type Waiting, whyWaiting } from '../../domain/waiting';
import type { Context } from '../context';

/** What waits for workers. */
export interface QueueView {
  /** Rows of running batches that no worker has yet. */
  readonly waitingRows: number;
  /** Since when the oldest of them could have run; null when none waits. */
  readonly oldestWaitingAt: Date | null;
  readonly oldestWaitingSeconds: number;
  /** How long the batch that was left alone longest, with rows that could run, has had no worker; else 0. */
  readonly unservedSeconds: number;
  /** Batches with rows left that do not move, and why; the first 50. */
  readonly held: readonly HeldBatch[];
}

export interface HeldBatch {
  readonly id: string;
  readonly name: string;
  readonly pendingRows: number;
  readonly waiting: Waiting;
}

const MOST_HELD = 50;

export async function getQueue(context: Pick<Context, 'db'>): Promise<QueueView> {
  const batches = await readQueue(context.db.pool);
  const running = batches.filter(({ state }) => state === 'running');
  const oldest = running.flatMap(({ oldestWaitingAt }) => oldestWaitingAt?.getTime() ?? []);
  return {
    waitingRows: running.reduce((sum, { pendingRows }) => sum + pendingRows, 0),
    oldestWaitingAt: oldest.length > 0 ? new Date(Math.min(...oldest)) : null,
    oldestWaitingSeconds: Math.max(0, ...running.map((batch) => batch.oldestWaitingSeconds)),
    unservedSeconds: Math.max(0, ...running.map((batch) => batch.unservedSeconds)),
    held: await findHeld(context, batches),
  };
}

async function findHeld({ db }: Pick<Context, 'db'>, batches: readonly QueuedBatch[]): Promise<HeldBatch[]> {
  const still = batches.filter(({ runningRows }) => runningRows === 0).slice(0, MOST_HELD);
  const held = await Promise.all(
    still.map(async ({ id, name, pendingRows, ...batch }) => {
      const waiting = whyWaiting({ ...batch, pendingRows }, await readWaiting(db.pool, id));
      return waiting && { id, name, pendingRows, waiting };
    }),
  );
  return held.filter((batch) => batch !== null);
}
