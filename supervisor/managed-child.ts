import type { ChildProcess } from 'node:child_process';
import { forwardLines, spawnNode } from './spawn-node';

const firstRestartDelayMs = 1000;
const longestRestartDelayMs = 30_000;
// A child that ran this long was healthy: the next restart does not wait for the faults of an hour ago.
const healthyAfterMs = 60_000;

export type ChildSpec = {
  readonly name: string;
  /** Arguments for Node: flags, script and its own arguments. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stopWithinMs: number;
  readonly log: (line: string) => void;
};

/** A child process that is started again when it dies, until it is stopped. */
export type ManagedChild = {
  readonly name: string;
  /** Resolves when the process and its group are gone. */
  stop(): Promise<void>;
  /** Stops it and starts it again at once, for a reason that is not its fault. */
  restart(reason: string): Promise<void>;
  killNow(): void;
};

/** Starts a Node process and keeps it running; its output goes line by line to `log`. */
export function startChild(spec: ChildSpec): ManagedChild {
  let running: ChildProcess | null = null;
  let isStopping = false;
  let delayMs = firstRestartDelayMs;
  let restartTimer: NodeJS.Timeout | undefined;

  const start = (): void => {
    const startedAt = Date.now();
    // A group of its own: Ctrl-C reaches the supervisor alone, which then stops everything in order.
    const child = spawnNode(spec.args, { env: spec.env, detached: true });
    running = child;
    child.on('error', (error) => spec.log(`cannot be started: ${error.message}`));
    forwardLines(child, spec.log);
    child.once('exit', (code, signal) => {
      running = null;
      killGroup(child.pid);
      if (isStopping) return;
      if (Date.now() - startedAt > healthyAfterMs) delayMs = firstRestartDelayMs;
      const reason = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
      spec.log(`${reason}; it is started again in ${delayMs / 1000} s`);
      restartTimer = setTimeout(start, delayMs);
      delayMs = Math.min(delayMs * 2, longestRestartDelayMs);
    });
  };
  const stop = async (): Promise<void> => {
    isStopping = true;
    clearTimeout(restartTimer);
    if (running) await endProcess(running, spec.stopWithinMs);
  };

  start();
  return {
    name: spec.name,
    stop,
    restart: async (reason) => {
      spec.log(reason);
      await stop();
      isStopping = false;
      start();
    },
    killNow: () => {
      isStopping = true;
      clearTimeout(restartTimer);
      running?.kill('SIGKILL');
      killGroup(running?.pid);
    },
  };
}

/** SIGTERM, and SIGKILL for whoever is still there after `withinMs`. */
function endProcess(child: ChildProcess, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const force = setTimeout(() => child.kill('SIGKILL'), withinMs);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** What the child left behind in its group: it can no longer tell them to stop. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined || process.platform === 'win32') return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody was left.
  }
}
