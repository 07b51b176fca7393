import { readdirSync, readFileSync } from 'node:fs';
import type { CpuMeter } from '@/bench/measure/cpu-meter';
import { descendants } from '../processes';
import { waitFor } from '../wait-for';
import type { WorkerProcess } from '../worker-process';

/** What a worker holds at one moment; `worker...` are of its own process alone. */
export interface SoakSample {
  /** Rows that had ended. */
  readonly rows: number;
  /** Heap and what lies beside it (buffers), after a full collection. */
  readonly workerHeapMb: number;
  /** The same with what the heap keeps for later: with it, resident memory is told apart into the heap's and the rest. */
  readonly workerHeapKeptMb: number;
  /** Resident, just after that collection. */
  readonly workerRssMb: number;
  readonly openFiles: number;
  /** What its event loop waits for, timers left out. */
  readonly handles: number;
  readonly browserProcesses: number;
  /** So far, of the worker and everything below it. */
  readonly cpuSeconds: number;
}

export interface SoakedWorker extends Pick<WorkerProcess, 'pid' | 'kill'> {
  /** Where a worker that was started with `tell-memory.mjs` writes. */
  readonly memoryFile: string;
  readonly cpu: CpuMeter;
}

export async function measureWorker(
  { pid, kill, memoryFile, cpu }: SoakedWorker,
  rows: number,
): Promise<SoakSample> {
  const before = readMemory(memoryFile)?.no ?? 0;
  kill('SIGUSR2');
  const memory = await waitFor('the worker to tell its memory', 10_000, () => {
    const told = readMemory(memoryFile);
    return told && told.no > before && told;
  });
  const browser = descendants(pid).filter(({ command }) => /--user-data-dir=|--type=/.test(command));
  return {
    rows,
    workerHeapMb: memory.heapMb,
    workerHeapKeptMb: memory.heapKeptMb,
    workerRssMb: Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    openFiles: readdirSync(`/proc/${pid}/fd`).length,
    handles: memory.handles,
    browserProcesses: browser.length,
    cpuSeconds: cpu.seconds(),
  };
}

interface ToldMemory {
  readonly no: number;
  readonly heapMb: number;
  readonly heapKeptMb: number;
  readonly handles: number;
}

function readMemory(file: string): ToldMemory | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ToldMemory;
  } catch {
    return null;
  }
}

/** Theil-Sen: the median of the slopes between all pairs of points, which a few odd ones do not move. */
export function robustSlope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], index) =>
    points.slice(index + 1).map(([laterX, laterY]) => (laterY - y) / (laterX - x)),
  );
  return slopes.sort((one, other) => one - other)[Math.floor(slopes.length / 2)] ?? Number.NaN;
}
