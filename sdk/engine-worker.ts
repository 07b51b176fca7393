import { availableParallelism } from 'node:os';
import type { Environment } from '../lib/config/env';
import type { PrepareRow } from '../worker/attempt/prepare-row';
import type { WorkerLogger } from '../worker/log';
import { type RunningWorker, startWorker } from '../worker/start-worker';

/** A batch that this process executes at the moment. */
export interface Execution {
  readonly batchId: string;
  /** Called after each attempt that was recorded here. */
  readonly onRow: () => void;
  /** How its rows are made ready when no automation does it. */
  readonly prepareRow?: PrepareRow;
}

/** The worker inside this process: it runs rows of the batches executed here, and of no others. */
export interface EngineWorker {
  readonly id: string;
  /** Starts the worker when it is not running. @param concurrency rows at the same time that the batch asks for */
  begin(execution: Execution, concurrency: number): Promise<void>;
  end(execution: Execution): void;
  close(): Promise<void>;
}

export interface EngineWorkerOptions {
  readonly id: string;
  readonly env: Environment;
  readonly log: WorkerLogger;
  readonly slots: number | undefined;
  readonly databaseUrl: () => Promise<string>;
}

/** Without a batch to execute a slot asks nobody, so looking often costs nothing. */
const POLL_MAX_MS = 200;

export function createEngineWorker(options: EngineWorkerOptions): EngineWorker {
  const executions = new Set<Execution>();
  let worker: Promise<RunningWorker> | null = null;

  const findExecution = (batchId: string) =>
    [...executions].find((execution) => execution.batchId === batchId);
  const embedded = {
    id: options.id,
    batchIds: () => [...executions].map((execution) => execution.batchId),
    prepareRow:
      (usual: PrepareRow): PrepareRow =>
      (hold, claim, signal) =>
        (findExecution(hold.batchId)?.prepareRow ?? usual)(hold, claim, signal),
    onRow: (batchId: string) => {
      for (const execution of executions) if (execution.batchId === batchId) execution.onRow();
    },
  };
  const start = async (concurrency: number): Promise<RunningWorker> => {
    const { env, log } = options;
    const slots = options.slots ?? env.FURROW_WORKER_SLOTS ?? Math.max(concurrency, availableParallelism());
    const databaseUrl = await options.databaseUrl();
    return startWorker({ env, databaseUrl, log, slots, embedded, timings: { pollMaxMs: POLL_MAX_MS } });
  };
  /** A batch that wants more rows at once than there are slots gets a larger worker, unless others are at work. */
  const ensure = async (concurrency: number): Promise<void> => {
    const running = await worker?.catch(() => null);
    if (running && (running.slots >= concurrency || executions.size > 0)) return;
    await running?.drain();
    worker = start(concurrency);
    await worker;
  };
  let ensuring: Promise<void> = Promise.resolve();

  return {
    id: options.id,
    begin: async (execution, concurrency) => {
      ensuring = ensuring.catch(() => undefined).then(() => ensure(concurrency));
      await ensuring;
      executions.add(execution);
    },
    end: (execution) => void executions.delete(execution),
    close: async () => {
      await ensuring.catch(() => undefined);
      await (await worker?.catch(() => null))?.drain();
    },
  };
}
