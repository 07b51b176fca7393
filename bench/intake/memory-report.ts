import { median, pairedRatio } from '../measure/ratio';
import type { ReportTable, Verdict } from '../report/report';
import { type InstallationMemory, MEMORY_SIZES_MB } from './measure-memory';

/** Flat means: half a gigabyte takes at most this much more than 10 MB. */
const FLAT = 1.15;
const MEMORY_MB = 400;
const PROCESSES = { web: 'webPeakMb', worker: 'workerPeakMb' } as const;

export function memoryTable(memory: readonly InstallationMemory[]): ReportTable {
  return {
    title:
      'rows through a whole installation: peak resident memory of its processes; medians, largest in brackets',
    columns: ['file', 'rows', 'web peak MB', 'worker peak MB', 'sent in s', 'then read in s'],
    rows: MEMORY_SIZES_MB.map((megabytes) => {
      const runs = memory.filter((one) => one.megabytes === megabytes);
      const of = (key: keyof InstallationMemory) => runs.map((one) => one[key]);
      const peaks = (key: 'webPeakMb' | 'workerPeakMb') =>
        `${median(of(key)).toFixed(0)} (${Math.max(...of(key)).toFixed(0)})`;
      return [
        `${megabytes} MB`,
        median(of('rowCount')).toLocaleString('en'),
        peaks('webPeakMb'),
        peaks('workerPeakMb'),
        median(of('sendSeconds')).toFixed(1),
        median(of('readSeconds')).toFixed(1),
      ];
    }),
  };
}

export function memoryVerdicts(memory: readonly InstallationMemory[]): Verdict[] {
  const [small, largest] = [MEMORY_SIZES_MB[0], MEMORY_SIZES_MB.at(-1) ?? 0];
  return Object.entries(PROCESSES).flatMap(([process, key]): Verdict[] => {
    const of = (megabytes: number) =>
      memory.filter((one) => one.megabytes === megabytes).map((one) => one[key]);
    const all = MEMORY_SIZES_MB.flatMap(of);
    return [
      {
        name: `memory of ${process}, ${largest} / ${small} MB`,
        ratio: pairedRatio(of(largest), of(small)),
        aim: { atMost: FLAT },
      },
      {
        name: `memory of ${process}, any size / ${MEMORY_MB} MB`,
        ratio: pairedRatio(
          all,
          all.map(() => MEMORY_MB),
        ),
        aim: { atMost: 1 },
      },
    ];
  });
}
