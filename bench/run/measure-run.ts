import { join } from 'node:path';
import { startPracticeSite } from '../../examples/practice-site/start-practice-site';
import { readEnvironment } from '../../lib/config/env';
import { findBrowser } from '../../worker/browser/find-browser';
import { median, pairedRatio, spread } from '../measure/ratio';
import { runRounds, type Side } from '../measure/rounds';
import type { BenchOptions, BenchReport, Verdict } from '../report/report';
import { openBenchCluster } from '../setup/bench-cluster';
import type { CleanUp } from '../setup/clean-up';
import { startSideProcess } from '../setup/side-process';
import { startFurrow } from './furrow-side';
import { measureTree, type RoundRequest, type RunCost } from './tree-meter';

const ROWS_PER_ROUND = 24;
const WARM_UP_ROWS = 8;
const CONCURRENCIES = [1, 4] as const;
const AIM = 0.9;
const OURS = 'furrow worker';
const BARE = 'bare Playwright loop';

interface MeasuredRun {
  readonly concurrency: number;
  readonly costs: Map<string, RunCost[]>;
}

/** Rows through a worker, against a plain script with the same browser, steps, isolation and pictures. */
export async function measureRun(options: BenchOptions, cleanUp: CleanUp): Promise<BenchReport> {
  const found = await findBrowser(readEnvironment().FURROW_CHROMIUM);
  if (!found) throw new Error('No browser found: `npx furrow doctor` says what to do.');
  const sides = await openSides(cleanUp, JSON.stringify(found));
  options.log(`${found.kind} ${found.version}`);
  const measured: MeasuredRun[] = [];
  for (const concurrency of CONCURRENCIES) {
    await runRounds(sides(concurrency, WARM_UP_ROWS), 1, () => options.log('warming up'));
    const costs = await runRounds(sides(concurrency, ROWS_PER_ROUND), options.rounds, (line) =>
      options.log(`concurrency ${concurrency}, ${line}`),
    );
    measured.push({ concurrency, costs });
  }
  return {
    name: 'run',
    title: 'order look-ups at the practice site, each in a fresh browser context, one picture a row',
    tables: [
      {
        title: `${ROWS_PER_ROUND} rows a round, medians of ${options.rounds} rounds; spread of the rounds' rows/s`,
        columns: ['side', 'concurrency', 'rows/s', 'spread', 'CPU s/row', 'peak MB'],
        rows: measured.flatMap(({ concurrency, costs }) =>
          [...costs].map(([name, list]) => tableRow(name, concurrency, list)),
        ),
      },
    ],
    verdicts: measured.flatMap(verdictsOf),
    notes: [
      `CPU and memory are those of the process with its browser (${found.kind} ${found.version}), from /proc; the site and the database run outside.`,
      'The worker also checks every request in its egress guard and writes steps and outputs to the database; the loop does not.',
    ],
    measured: measured.map(({ concurrency, costs }) => ({ concurrency, ...Object.fromEntries(costs) })),
  };
}

async function openSides(cleanUp: CleanUp, foundJson: string) {
  const cluster = await openBenchCluster(cleanUp);
  const site = await startPracticeSite({ port: 0 });
  cleanUp.add(() => site.close());
  const { folder } = cluster;
  const databaseUrl = await cluster.createDatabase('bench_run');
  const slots = Math.max(...CONCURRENCIES);
  const furrow = await startFurrow(cleanUp, { databaseUrl, folder, site, slots });
  const script = new URL('bare-loop-process.ts', import.meta.url);
  const bare = startSideProcess<number>(cleanUp, script, [site.url, join(folder, 'pictures'), foundJson]);
  return (concurrency: number, rows: number): Side<RunCost>[] => [
    {
      name: OURS,
      run: async () => {
        const run = await furrow.prepare(requestOf(concurrency, rows));
        return measureTree(furrow.pid, rows, run);
      },
    },
    {
      name: BARE,
      run: () => measureTree(bare.pid, rows, () => bare.ask(requestOf(concurrency, rows))),
    },
  ];
}

function requestOf(concurrency: number, rows: number): RoundRequest {
  return { concurrency, orders: Array.from({ length: rows }, (_, n) => `BM-${1000 + n}`) };
}

function tableRow(name: string, concurrency: number, costs: readonly RunCost[]): string[] {
  const speeds = costs.map(rowsPerSecond);
  return [
    name,
    String(concurrency),
    median(speeds).toFixed(2),
    `${(spread(speeds) * 100).toFixed(0)} %`,
    median(costs.map(cpuPerRow)).toFixed(3),
    median(costs.map((cost) => cost.peakMemoryMb)).toFixed(0),
  ];
}

function verdictsOf({ concurrency, costs }: MeasuredRun): Verdict[] {
  const [ours, bare] = [costs.get(OURS) ?? [], costs.get(BARE) ?? []];
  const aim = { atLeast: AIM };
  return [
    {
      name: `rows/s, ours / bare, concurrency ${concurrency}`,
      ratio: pairedRatio(ours.map(rowsPerSecond), bare.map(rowsPerSecond)),
      aim,
    },
    {
      name: `rows per CPU s, ours / bare, concurrency ${concurrency}`,
      ratio: pairedRatio(bare.map(cpuPerRow), ours.map(cpuPerRow)),
      aim,
    },
  ];
}

function rowsPerSecond({ rows, seconds }: RunCost): number {
  return rows / seconds;
}

function cpuPerRow({ rows, cpuSeconds }: RunCost): number {
  return cpuSeconds / rows;
}
