import { readdirSync, readFileSync } from 'node:fs';

/** A process as /proc shows it. */
export interface ProcessFacts {
  readonly pid: number;
  readonly parentPid: number;
  readonly command: string;
}

/** All processes that live now (Linux); dead ones that nobody has waited for are left out. */
export function listProcesses(): ProcessFacts[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      // The name in brackets may hold anything: what follows its last bracket is state and parent.
      const [state, parentPid] = read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ') ?? [];
      if (parentPid === undefined || state === 'Z' || state === 'X') return [];
      const command = read(`/proc/${name}/cmdline`).replaceAll('\0', ' ');
      return [{ pid: Number(name), parentPid: Number(parentPid), command }];
    });
}

/** The processes below one, however deep. */
export function descendants(pid: number, processes = listProcesses()): ProcessFacts[] {
  const children = processes.filter((one) => one.parentPid === pid);
  return [...children, ...children.flatMap((child) => descendants(child.pid, processes))];
}

/** Processes whose environment has an entry that begins so, such as `TMPDIR=...`. */
export function processesWith(entry: string, processes = listProcesses()): ProcessFacts[] {
  return processes.filter(({ pid }) =>
    read(`/proc/${pid}/environ`)
      .split('\0')
      .some((one) => one.startsWith(entry)),
  );
}

/** Kills every browser process below a worker; the worker itself lives on. @throws when it has none */
export function killBrowsers(workerPid: number): void {
  const browsers = descendants(workerPid).filter(({ command }) => /--remote-debugging|--type=/.test(command));
  if (browsers.length === 0) throw new Error('The worker has no browser.');
  for (const { pid } of browsers) killProcess(pid);
}

/** The processes that draw pages, the newest last. */
export function renderersOf(workerPid: number): number[] {
  return descendants(workerPid)
    .filter(({ command }) => command.includes('--type=renderer'))
    .map(({ pid }) => pid)
    .sort((one, other) => one - other);
}

/** SIGKILL; one that is gone already is what was wanted. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone.
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
