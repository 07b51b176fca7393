import { median, pairedRatio, spread } from '../measure/ratio';
import { runRounds } from '../measure/rounds';
import type { BenchOptions, BenchReport } from '../report/report';
import { openBenchCluster, openPool } from '../setup/bench-cluster';
import type { CleanUp } from '../setup/clean-up';
import { startSideProcess } from '../setup/side-process';
import type { MeasuredCost } from './cost-meter';
import { prepareImportFiles } from './import-files';
import { IMPORT_SIDES, type ImportSideName } from './import-side';

const ROW_COUNT = 200_000;
const AIM = 0.8;
const NAMES: Readonly<Record<ImportSideName, string>> = {
  import: 'furrow import',
  copy: 'COPY of ready-made rows',
  parse: 'papaparse alone, no database',
};

/** Reads a CSV into the database, against COPY of the very same rows into the very same table. */
export async function measureImport(options: BenchOptions, cleanUp: CleanUp): Promise<BenchReport> {
  const cluster = await openBenchCluster(cleanUp);
  const db = openPool(cleanUp, await cluster.createDatabase('bench_import'), 3);
  const files = JSON.stringify(await prepareImportFiles(db, cluster, ROW_COUNT));
  const script = new URL('side-process.ts', import.meta.url);
  const sides = IMPORT_SIDES.map((name) => {
    const side = startSideProcess<MeasuredCost>(cleanUp, script, [name, files]);
    return { name, run: () => side.ask({}) };
  });
  // One round of everything first: a worker that imports has imported before.
  await runRounds(sides, 1, () => options.log('warming up'));
  const measured = await runRounds(sides, options.rounds, options.log);
  const speeds = (name: ImportSideName) =>
    (measured.get(name) ?? []).map(({ seconds }) => ROW_COUNT / seconds);
  return {
    name: 'import',
    title: `${ROW_COUNT.toLocaleString('en')} rows of 10 columns, read, checked and loaded`,
    tables: [
      {
        title: `medians of ${options.rounds} rounds; spread is (largest - smallest) / median`,
        columns: ['side', 'rows/s', 'spread', 'CPU us/row', 'database CPU us/row', 'peak MB'],
        rows: IMPORT_SIDES.map((side) => tableRow(NAMES[side], speeds(side), measured.get(side) ?? [])),
      },
    ],
    verdicts: [
      {
        name: `${NAMES.import} / ${NAMES.copy}, rows/s`,
        ratio: pairedRatio(speeds('import'), speeds('copy')),
        aim: { atLeast: AIM },
      },
    ],
    notes: ['Each side runs in a process of its own; CPU and peak memory are that of the process.'],
    measured: Object.fromEntries(measured),
  };
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
