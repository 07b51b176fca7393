import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { waitFor } from './wait-for';

const root = fileURLToPath(new URL('../..', import.meta.url));
const READY_TIMEOUT_MS = 120_000;

/** A worker in a process of its own, as `npm run worker` starts it. */
export interface WorkerProcess {
  readonly pid: number;
  /** The worker's row in the database. */
  readonly id: string;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<void>;
  /** Everything it printed. */
  readonly output: readonly string[];
}

export interface WorkerProcessOptions {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly slots: number;
  /** host:port that the egress guard lets through. */
  readonly allowHosts: readonly string[];
  /** Instead of worker/main.ts. */
  readonly program?: string | undefined;
  readonly nodeArguments?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Starts a worker and waits until it says that it is ready. */
export async function startWorkerProcess(options: WorkerProcessOptions): Promise<WorkerProcess> {
  const { program = 'worker/main.ts', nodeArguments = [] } = options;
  const child = spawn(process.execPath, [...nodeArguments, '--import', 'tsx', program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...options.env,
      DATABASE_URL: options.databaseUrl,
      FURROW_DATA_DIR: options.dataDir,
      FURROW_WORKER_SLOTS: String(options.slots),
      FURROW_ALLOW_HOSTS: options.allowHosts.join(','),
    },
  });
  const output = collect(child);
  const ended = once(child, 'exit').then(() => undefined);
  const id = await waitFor('the worker to be ready', READY_TIMEOUT_MS, () => {
    if (child.exitCode !== null) throw new Error(`The worker ended at once:\n${output.join('')}`);
    return /^Worker (\S+) ready/m.exec(output.join(''))?.[1];
  });
  return { pid: child.pid ?? 0, id, kill: (signal) => void child.kill(signal), ended, output };
}

function collect(child: ChildProcess): string[] {
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  return output;
}
