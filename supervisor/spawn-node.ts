import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const preload = new URL('end-with-parent.mjs', import.meta.url).href;

/** Starts Node with these arguments; the child ends when this process does, even by kill -9. */
export function spawnNode(
  args: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'detached' | 'signal'> & { readonly env: NodeJS.ProcessEnv },
): ChildProcess {
  return spawn(process.execPath, ['--import', preload, ...args], {
    ...options,
    env: { ...options.env, FURROW_SUPERVISOR_PID: String(process.pid) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** Hands on every line that the child writes, blank ones left out. */
export function forwardLines(child: ChildProcess, log: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
      if (line.trim() !== '') log(line);
    });
  }
}

/** The exit code, null after a signal. @throws Error when the child could not start or was aborted. */
export function waitForExit(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
