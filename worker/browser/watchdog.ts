import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The worker's end of the watchdog process, which kills its browsers when the worker cannot. */
export interface Watchdog {
  /**
   * From now on the browser's process group dies with the worker or its lease; its folders are removed then.
   * @param onLargePage told just before one of its pages is ended for its size
   */
  watch(groupId: number, folders: readonly string[], onLargePage?: () => void): void;
  unwatch(groupId: number): void;
  /** @param deadlineNs when the lease ends, on the clock of `process.hrtime.bigint()`. */
  extendLease(deadlineNs: bigint): void;
  /** Kills every browser still watched and ends the process. */
  stop(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('./watchdog-process.mjs', import.meta.url));
const STOP_TIMEOUT_MS = 5000;
/** Resident; heavy pages of today take 300 to 600. */
export const DEFAULT_PAGE_MEMORY_MB = 1024;

interface Watched {
  readonly folders: readonly string[];
  readonly onLargePage: (() => void) | undefined;
}

/**
 * @param folder TMPDIR of the browsers, removed when the worker is gone: also what a browser had made that was not yet watched
 * @param pageMemoryMb what the process of one page may take (Linux; elsewhere nobody looks)
 */
export function startWatchdog(folder: string, pageMemoryMb = DEFAULT_PAGE_MEMORY_MB): Watchdog {
  const watched = new Map<number, Watched>();
  let leaseDeadlineNs: bigint | null = null;
  let isStopping = false;
  let child = launch();

  function launch(): ChildProcess {
    // Detached: a Ctrl-Z or Ctrl-C that reaches the worker's group must not stop its watchdog.
    const started = spawn(process.execPath, [PROGRAM, String(pageMemoryMb), folder], {
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { NODE_ENV: 'production' },
    });
    started.on('error', () => {});
    started.stdin?.on('error', () => {});
    started.once('exit', () => {
      if (!isStopping) child = launch();
    });
    if (started.stdout) {
      const reader = createInterface({ input: started.stdout });
      reader.on('line', (groupId) => watched.get(Number(groupId))?.onLargePage?.());
      (started.stdout as Socket).unref();
    }
    started.unref();
    const state = [...watched].map(([groupId, { folders }]) => ({ type: 'browser', groupId, folders }));
    for (const message of state) send(started, message);
    if (leaseDeadlineNs !== null) send(started, { type: 'lease', deadlineNs: String(leaseDeadlineNs) });
    return started;
  }

  return {
    watch(groupId, folders, onLargePage) {
      watched.set(groupId, { folders, onLargePage });
      send(child, { type: 'browser', groupId, folders });
    },
    unwatch(groupId) {
      watched.delete(groupId);
      send(child, { type: 'gone', groupId });
    },
    extendLease(deadlineNs) {
      leaseDeadlineNs = deadlineNs;
      send(child, { type: 'lease', deadlineNs: String(deadlineNs) });
    },
    async stop() {
      isStopping = true;
      send(child, { type: 'end' });
      await endProcess(child);
    },
  };
}

function send(child: ChildProcess, message: object): void {
  if (child.stdin?.writable) child.stdin.write(`${JSON.stringify(message)}\n`);
}

function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.stdin?.end();
  });
}
