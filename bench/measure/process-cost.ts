import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  readonly ownCpuSeconds: number;
  /** Own and of children that have ended. */
  readonly cpuSeconds: number;
}

/** CPU seconds (user and system) so far of a process and everything below it, ended children included. */
export function treeCpuSeconds(rootPid: number): number {
  return treeOf(rootPid).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}

/** Resident MB of a process and everything below it; shared pages count once for each process. */
export function treeMemoryMb(rootPid: number): number {
  return treeOf(rootPid).reduce((sum, { pid }) => sum + readStatusKb(pid, 'VmRSS') / 1024, 0);
}

/** CPU seconds so far of a process alone; 0 when it has ended. */
export function ownCpuSeconds(pid: number): number {
  return readTimes(pid)?.ownCpuSeconds ?? 0;
}

export function childPids(parentPid: number): number[] {
  return readAllTimes()
    .filter(({ parent }) => parent === parentPid)
    .map(({ pid }) => pid);
}

/** A process and everything below it. */
export function treePids(rootPid: number): number[] {
  return treeOf(rootPid).map(({ pid }) => pid);
}

/** Forgets a process' peak of memory, so that `peakMemoryMb` speaks of what comes now. */
export function resetPeakMemory(pid: number | 'self' = 'self'): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

export function peakMemoryMb(pid: number | 'self' = 'self'): number {
  return readStatusKb(pid, 'VmHWM') / 1024;
}

function readAllTimes(): ProcessTimes[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readTimes(Number(name)))
    .filter((times) => times !== null);
}

function treeOf(rootPid: number): ProcessTimes[] {
  const all = readAllTimes();
  const children = Map.groupBy(all, ({ parent }) => parent);
  const found: ProcessTimes[] = all.filter(({ pid }) => pid === rootPid);
  for (const process of found) found.push(...(children.get(process.pid) ?? []));
  return found;
}

/** Null when the process has ended meanwhile. */
function readTimes(pid: number): ProcessTimes | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before it may hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const secondsOf = (first: number, end: number) =>
      fields.slice(first, end).reduce((sum, field) => sum + Number(field), 0) / TICKS_PER_SECOND;
    const parent = Number(fields[1]);
    return { pid, parent, ownCpuSeconds: secondsOf(11, 13), cpuSeconds: secondsOf(11, 15) };
  } catch {
    return null;
  }
}

function readStatusKb(pid: number | 'self', key: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
