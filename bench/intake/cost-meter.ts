import { peakMemoryMb, resetPeakMemory, treeCpuSeconds } from '../measure/process-cost';

export interface MeasuredCost {
  readonly seconds: number;
  /** CPU of this process. */
  readonly ownCpuSeconds: number;
  /** CPU of the database server and its processes. */
  readonly serverCpuSeconds: number;
  readonly peakMemoryMb: number;
}

export interface CostMeter {
  end(): MeasuredCost;
}

/** Starts to count what this process and the database server spend. */
export function startCostMeter(serverPid: number): CostMeter {
  resetPeakMemory();
  const serverBefore = treeCpuSeconds(serverPid);
  const ownBefore = process.cpuUsage();
  const startedAtMs = performance.now();
  return {
    end: () => {
      const seconds = (performance.now() - startedAtMs) / 1000;
      const own = process.cpuUsage(ownBefore);
      return {
        seconds,
        ownCpuSeconds: (own.user + own.system) / 1e6,
        serverCpuSeconds: treeCpuSeconds(serverPid) - serverBefore,
        peakMemoryMb: peakMemoryMb(),
      };
    },
  };
}
