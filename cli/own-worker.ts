import { availableParallelism, hostname } from 'node:os';
import type { Environment } from '../lib/config/env';
import { isProcessAlive } from '../lib/config/is-process-alive';
import type { Context } from '../lib/services/context';
import { listWorkers, type WorkerView } from '../lib/services/workers/list-workers';
import { workerChild } from '../supervisor/children';
import { type ManagedChild, startChild } from '../supervisor/managed-child';
import type { OpenDatabase } from '../supervisor/open-database';

const LOOK_EVERY_MS = 2_000;
const KEPT_LINES = 15;
const HOPELESS_AFTER_STARTS = 3;

/** Sees to it that somebody works while a command waits. */
export interface WorkerKeeper {
  /** Starts a worker when none is running, now and whenever the last one ends. */
  keep(): Promise<void>;
  /** Whether a worker is running, ours or another. */
  isWorking(): Promise<boolean>;
  /** What our own worker printed last, when it ended again and again at its start; else null. */
  complaint(): string | null;
  /** Ends our own worker, if there is one; it gives its rows back. */
  stop(): Promise<void>;
}

/** @param concurrency our own worker gets a slot for each, unless the operator set FURROW_WORKER_SLOTS */
export function createWorkerKeeper(
  context: Context,
  env: Environment,
  database: OpenDatabase,
  concurrency: number,
): WorkerKeeper {
  let child: ManagedChild | null = null;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;
  const lines: string[] = [];
  let failedStarts = 0;
  const log = (line: string): void => {
    lines.splice(0, lines.push(line) - KEPT_LINES);
    if (/ it is started again in /.test(line)) failedStarts += 1;
  };

  const look = async (): Promise<void> => {
    if (child || (await isWorking(context))) return;
    const spec = workerChild(env, database);
    const wanted = env.FURROW_WORKER_SLOTS ?? Math.max(concurrency, availableParallelism());
    const childEnv = { ...spec.env, FURROW_WORKER_SLOTS: String(wanted) };
    child = startChild({ ...spec, env: childEnv, log });
  };
  return {
    keep: async () => {
      if (timer) return;
      timer = setInterval(() => {
        // A worker of another command may end with that command: then it is our turn.
        looking ??= look()
          .catch(() => undefined)
          .finally(() => {
            looking = null;
          });
      }, LOOK_EVERY_MS);
      await look();
    },
    isWorking: () => isWorking(context),
    complaint: () => (failedStarts >= HOPELESS_AFTER_STARTS ? lines.join('\n') : null),
    stop: async () => {
      clearInterval(timer);
      await looking;
      await child?.stop();
    },
  };
}

async function isWorking(context: Context): Promise<boolean> {
  return (await listWorkers(context)).some(
    (worker) => worker.isLive && !worker.isDraining && hasProcess(worker),
  );
}

/** On this machine a killed worker is seen at once, not only when its heartbeat is overdue. */
function hasProcess(worker: WorkerView): boolean {
  return worker.host !== hostname() || isProcessAlive(worker.pid);
}
