import { readFileSync } from 'node:fs';
import { treeCpuSeconds } from '@/bench/measure/process-cost';
import { listProcesses } from '../processes';

const TICKS_PER_SECOND = 100;
const LOOK_MS = 500;

export interface CpuMeter {
  /** User and system, so far. */
  seconds(): number;
  stop(): void;
}

/**
 * What a worker and its browsers spend. A browser that is replaced takes what its pages spent along: its parent is told of
 * the main process alone. So each is looked at while it lives, and counts with the most that was seen.
 */
export function startCpuMeter(workerPid: number): CpuMeter {
  const seen = new Map<number, number>();
  const look = () => {
    for (const { pid } of listProcesses().filter(({ parentPid }) => parentPid === workerPid))
      seen.set(pid, Math.max(seen.get(pid) ?? 0, treeCpuSeconds(pid)));
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    seconds: () => {
      look();
      return [...seen.values()].reduce((sum, one) => sum + one, ownSeconds(workerPid));
    },
    stop: () => clearInterval(timer),
  };
}

/** Without ended children, which are looked at themselves. */
function ownSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
