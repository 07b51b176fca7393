import { median, pairedRatio } from '../measure/ratio';
import type { BenchOptions, ReportTable, Verdict } from '../report/report';
import type { CleanUp } from '../setup/clean-up';
import { startSideProcess } from '../setup/side-process';
import type { MeasuredCost } from './cost-meter';
import { HARD_KINDS, type HardKind } from './large-file';

const SIZES_MB = [50, 500] as const;
const NAMES: Readonly<Record<HardKind, string>> = {
  'unclosed-quote': 'a quote that never closes',
  'one-line': 'one line',
};
/** Time grows with the size when a MB costs no more; the rest is the start of the process and noise. */
const PROPORTIONAL = 1.15;
const MEMORY_MB = 400;

/** All rounds of a kind and a size. */
export interface HardCosts {
  readonly kind: HardKind;
  readonly megabytes: number;
  readonly costs: MeasuredCost[];
}

/** Hard files of two sizes, each in a fresh process: time has to grow with the size, no faster, and memory to stay. */
export async function measureHardFiles(options: BenchOptions, cleanUp: CleanUp): Promise<HardCosts[]> {
  const script = new URL('hard-process.ts', import.meta.url);
  const all: HardCosts[] = HARD_KINDS.flatMap((kind) =>
    SIZES_MB.map((megabytes) => ({ kind, megabytes, costs: [] })),
  );
  for (let round = 0; round < options.rounds; round += 1) {
    options.log(`hard files, round ${round + 1} of ${options.rounds}`);
    for (const { kind, megabytes, costs } of round % 2 === 0 ? all : all.toReversed())
      costs.push(await startSideProcess<MeasuredCost>(cleanUp, script, [kind, String(megabytes)]).ask({}));
  }
  return all;
}

export function hardTable(hard: readonly HardCosts[]): ReportTable {
  return {
    title: 'files that are hard to read: the reader alone, each in a fresh process; medians',
    columns: ['file', 'MB', 'seconds', 'CPU ms/MB', 'peak MB'],
    rows: hard.map(({ kind, megabytes, costs }) => [
      NAMES[kind],
      String(megabytes),
      median(costs.map(({ seconds }) => seconds)).toFixed(2),
      median(costs.map(({ ownCpuSeconds }) => (ownCpuSeconds / megabytes) * 1000)).toFixed(1),
      median(costs.map(({ peakMemoryMb }) => peakMemoryMb)).toFixed(0),
    ]),
  };
}

export function hardVerdicts(hard: readonly HardCosts[]): Verdict[] {
  const [smallMb, largeMb] = SIZES_MB;
  return HARD_KINDS.flatMap((kind) => {
    const of = (megabytes: number, value: (cost: MeasuredCost) => number) =>
      hard
        .filter((one) => one.kind === kind && one.megabytes === megabytes)
        .flatMap((one) => one.costs.map(value));
    const perMb = (megabytes: number) => of(megabytes, ({ seconds }) => seconds / megabytes);
    const peaks = of(largeMb, ({ peakMemoryMb }) => peakMemoryMb);
    const rows: Verdict[] = [
      {
        name: `${NAMES[kind]}: time a MB, ${largeMb} / ${smallMb} MB`,
        ratio: pairedRatio(perMb(largeMb), perMb(smallMb)),
        aim: { atMost: PROPORTIONAL },
      },
      {
        name: `${NAMES[kind]}: peak memory of ${largeMb} MB / ${MEMORY_MB} MB`,
        ratio: pairedRatio(
          peaks,
          peaks.map(() => MEMORY_MB),
        ),
        aim: { atMost: 1 },
      },
    ];
    return rows;
  });
}
