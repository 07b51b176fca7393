import { median } from '@/bench/measure/ratio';
import { robustSlope, type SoakSample } from './measure-worker';

/** Some rows of a soak, and how the worker stood after them. */
export interface SoakPart extends SoakSample {
  readonly rowsPerSecond: number;
  /** Rows per second of the plain script just before and after, their mean; null where it did not run. */
  readonly yardstick: number | null;
  readonly cpuPerRow: number;
}

/**
 * How the end differs from the beginning.
 * @param compared how many parts at either end are compared
 * @param memoryFrom growth of memory counts from this row on
 */
export function judgeParts(
  parts: readonly SoakPart[],
  { compared, memoryFrom }: { compared: number; memoryFrom: number },
) {
  const counted = parts.filter(({ rows }) => rows > memoryFrom);
  const growth = (read: (one: SoakPart) => number) =>
    500 * robustSlope(counted.map((one) => [one.rows, read(one)]));
  const [first, last] = [parts.slice(0, compared), parts.slice(-compared)];
  const change = (read: (one: SoakPart) => number) =>
    [median(last.map(read)), median(first.map(read))] as const;
  const drift = (read: (one: SoakPart) => number) => {
    const [now, before] = change(read);
    return now - before;
  };
  const ratio = (read: (one: SoakPart) => number) => {
    const [now, before] = change(read);
    return now / before;
  };
  return {
    date: new Date().toISOString(),
    heapGrowthMb: growth((one) => one.workerHeapMb),
    heapKeptGrowthMb: growth((one) => one.workerHeapKeptMb),
    rssGrowthMb: growth((one) => one.workerRssMb),
    openFilesDrift: drift((one) => one.openFiles),
    handlesDrift: drift((one) => one.handles),
    processesDrift: drift((one) => one.browserProcesses),
    pace: ratio((one) => one.rowsPerSecond / (one.yardstick ?? Number.NaN)),
    paceByClock: ratio((one) => one.rowsPerSecond),
    cpuPerRow: ratio((one) => one.cpuPerRow),
  };
}
