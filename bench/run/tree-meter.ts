import { startCpuMeter } from '../measure/cpu-meter';
import { treeMemoryMb } from '../measure/process-cost';

export interface RunCost {
  readonly rows: number;
  /** From the start of the first row to the end of the last. */
  readonly seconds: number;
  /** User and system, of the process and its browser. */
  readonly cpuSeconds: number;
  readonly peakMemoryMb: number;
}

const SAMPLE_MS = 250;

/** Runs one round in the process tree below `pid` and counts what the tree spends. @param work gives its seconds. */
export async function measureTree(pid: number, rows: number, work: () => Promise<number>): Promise<RunCost> {
  let peakMemory = treeMemoryMb(pid);
  const timer = setInterval(() => {
    peakMemory = Math.max(peakMemory, treeMemoryMb(pid));
  }, SAMPLE_MS);
  const cpu = startCpuMeter(pid);
  const before = cpu.seconds();
  try {
    const seconds = await work();
    return { rows, seconds, cpuSeconds: cpu.seconds() - before, peakMemoryMb: peakMemory };
  } finally {
    clearInterval(timer);
    cpu.stop();
  }
}
