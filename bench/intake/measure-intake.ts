import { median, pairedRatio, spread } from '../measure/ratio';
import { runRounds } from '../measure/rounds';
import type { BenchOptions, BenchReport } from '../report/report';
import { openBenchCluster, openPool } from '../setup/bench-cluster';
import type { CleanUp } from '../setup/clean-up';
import { startSideProcess } from '../setup/side-process';
import type { MeasuredCost } from './cost-meter';
import { type IntakeFiles, prepareIntakeFiles } from './intake-files';
import { INTAKE_SIDES, type IntakeSideName } from './intake-side';
import { hardTable, hardVerdicts, measureHardFiles } from './measure-hard-files';
import { measureMemory } from './measure-memory';
import { memoryTable, memoryVerdicts } from './memory-report';

const ROW_COUNT = 1_000_000;
const AIM = 1.0;
const NAMES: Readonly<Record<IntakeSideName, string>> = {
  intake: 'furrow intake',
  copy: 'COPY of ready-made lines',
  papaparse: 'papaparse alone, no database',
  'csv-parse': 'csv-parse alone, no database',
};

/** Reads a CSV into the database, against COPY of the very same rows into the very same table; then large files. */
export async function measureIntake(options: BenchOptions, cleanUp: CleanUp): Promise<BenchReport> {
  const cluster = await openBenchCluster(cleanUp);
  const db = openPool(cleanUp, await cluster.createDatabase('bench_intake'), 3);
  options.log('writing the sample file');
  const files = await prepareIntakeFiles(db, cluster, ROW_COUNT);
  const measured = await measureSides(options, cleanUp, files);
  const hard = await measureHardFiles(options, cleanUp);
  const memory = await measureMemory(options, cleanUp);
  const speeds = (name: IntakeSideName) => measured[name].map(({ seconds }) => ROW_COUNT / seconds);
  return {
    name: 'intake',
    title: `${ROW_COUNT.toLocaleString('en')} rows of 10 columns, read, checked, profiled and loaded; large files`,
    tables: [
      {
        title: `medians of ${options.rounds} rounds; spread is (largest - smallest) / median`,
        columns: ['side', 'rows/s', 'spread', 'CPU us/row', 'database CPU us/row', 'peak MB'],
        rows: INTAKE_SIDES.map((side) => tableRow(NAMES[side], speeds(side), measured[side])),
      },
      memoryTable(memory),
      hardTable(hard),
    ],
    verdicts: [
      {
        name: `${NAMES.intake} / ${NAMES.copy}, rows/s`,
        ratio: pairedRatio(speeds('intake'), speeds('copy')),
        aim: { atLeast: AIM },
      },
      ...memoryVerdicts(memory),
      ...hardVerdicts(hard),
    ],
    notes: ['Each side runs in a process of its own; CPU and peak memory are that of the process.'],
    measured: { ...measured, memory, hard },
  };
}

async function measureSides(
  options: BenchOptions,
  cleanUp: CleanUp,
  files: IntakeFiles,
): Promise<Record<IntakeSideName, MeasuredCost[]>> {
  const script = new URL('side-process.ts', import.meta.url);
  const sides = INTAKE_SIDES.map((name) => {
    const side = startSideProcess<MeasuredCost>(cleanUp, script, [name, JSON.stringify(files)]);
    return { name, run: () => side.ask({}) };
  });
  // One round of everything first: a worker that reads a file has read one before.
  await runRounds(sides, 1, () => options.log('warming up'));
  const measured = await runRounds(sides, options.rounds, options.log);
  return Object.fromEntries(measured) as Record<IntakeSideName, MeasuredCost[]>;
}

function tableRow(name: string, speeds: readonly number[], costs: readonly MeasuredCost[]): string[] {
  const microseconds = (cost: (cost: MeasuredCost) => number) =>
    ((median(costs.map(cost)) / ROW_COUNT) * 1e6).toFixed(1);
  return [
    name,
    median(speeds).toFixed(0),
    `${(spread(speeds) * 100).toFixed(0)} %`,
    microseconds((cost) => cost.ownCpuSeconds),
    microseconds((cost) => cost.serverCpuSeconds),
    median(costs.map((cost) => cost.peakMemoryMb)).toFixed(0),
  ];
}
