import { childPids, ownCpuSeconds, treeCpuSeconds } from './process-cost';

const LOOK_MS = 250;

export interface CpuMeter {
  /** User and system, so far. */
  seconds(): number;
  stop(): void;
}

/**
 * What a process and its browsers spend. A browser that is replaced takes what its pages spent along: its parent is told of
 * the main process alone. So each is looked at while it lives, and counts with the most that was seen.
 */
export function startCpuMeter(rootPid: number): CpuMeter {
  const seen = new Map<number, number>();
  const look = () => {
    for (const pid of childPids(rootPid)) seen.set(pid, Math.max(seen.get(pid) ?? 0, treeCpuSeconds(pid)));
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  return {
    seconds: () => {
      look();
      return [...seen.values()].reduce((sum, one) => sum + one, ownCpuSeconds(rootPid));
    },
    stop: () => clearInterval(timer),
  };
}
