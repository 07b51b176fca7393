import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits for a state instead of for a time. @throws Error when it does not come in time. */
export async function waitUntil(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs = 20_000,
): Promise<void> {
  const endsAtMs = performance.now() + timeoutMs;
  while (!(await isTrue())) {
    if (performance.now() > endsAtMs) throw new Error(`Not in time: ${what}`);
    await sleep(20);
  }
}

/** Process ids of the browsers that a process started, or of those of them in one process group. */
export function browsersOf(parentPid: number, groupId?: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,pgid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [pid, ppid, pgid, state = ''] = line.trim().split(/\s+/);
    if (state.startsWith('Z') || !line.includes('--user-data-dir=')) return [];
    const isWanted = groupId === undefined ? Number(ppid) === parentPid : Number(pgid) === groupId;
    return isWanted ? [Number(pid)] : [];
  });
}
