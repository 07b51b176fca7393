import { median, pairedRatio, spread } from '../measure/ratio';
import type { BenchOptions, BenchReport, Verdict } from '../report/report';
import { openBenchCluster } from '../setup/bench-cluster';
import type { CleanUp } from '../setup/clean-up';
import { type ClaimCost, type Queue, seedQueue } from './queue';

const FEW = 10_000;
const MANY = 1_000_000;
const ROWS_PER_ROUND = 120;
const AIM = 1.1;

interface Case {
  readonly concurrency: number;
  readonly withOldSnapshot: boolean;
}
interface MeasuredCase extends Case {
  readonly few: readonly ClaimCost[];
  readonly many: readonly ClaimCost[];
}

const CASES: readonly Case[] = [
  { concurrency: 1, withOldSnapshot: false },
  { concurrency: 4, withOldSnapshot: false },
  { concurrency: 1, withOldSnapshot: true },
  { concurrency: 4, withOldSnapshot: true },
];

/** What it costs the database to hand out a row and take its result back, with few and with many rows waiting. */
export async function measureClaims(options: BenchOptions, cleanUp: CleanUp): Promise<BenchReport> {
  // What the background does to either database must not differ between them.
  const cluster = await openBenchCluster(cleanUp, { autovacuum: 'off' });
  options.log(`seeding ${MANY.toLocaleString('en')} pending rows`);
  const few = await seedQueue(cleanUp, cluster, FEW);
  const many = await seedQueue(cleanUp, cluster, MANY);
  const measured: MeasuredCase[] = [];
  for (const each of CASES) {
    options.log(caseName(each));
    measured.push({ ...each, ...(await measureCase(each, few, many, options.rounds)) });
  }
  const rowCount = ROWS_PER_ROUND * options.rounds;
  return {
    name: 'claims',
    title: 'buffers touched by one claim and its record, in a batch just imported',
    tables: [
      {
        title: `${rowCount} rows a line, after a warm-up; spread of the rounds' times`,
        columns: ['case', 'pending', 'buffers/row', 'ms/row', 'rows/s', 'spread'],
        rows: measured.flatMap((found) => [
          tableRow(caseName(found), FEW, found.few),
          tableRow('', MANY, found.many),
        ]),
      },
    ],
    verdicts: measured.flatMap(verdictsOf),
    notes: [
      'Buffers are shared buffers found in memory or read, counted by the sessions that claim (pg_stat_get_backend_io).',
      'The old snapshot is an open repeatable read transaction in another session, older than every claim of its case.',
    ],
    measured,
  };
}

async function measureCase(each: Case, few: Queue, many: Queue, rounds: number) {
  const found = { few: [] as ClaimCost[], many: [] as ClaimCost[] };
  const open = {
    few: await few.open(each.concurrency, each.withOldSnapshot),
    many: await many.open(each.concurrency, each.withOldSnapshot),
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? (['few', 'many'] as const) : (['many', 'few'] as const);
      for (const side of order) found[side].push(await open[side].measure(ROWS_PER_ROUND));
    }
  } finally {
    await open.few.close();
    await open.many.close();
  }
  return found;
}

function caseName({ concurrency, withOldSnapshot }: Case): string {
  return `${concurrency} lane${concurrency > 1 ? 's' : ''}${withOldSnapshot ? ', old snapshot open' : ''}`;
}

function tableRow(name: string, pending: number, costs: readonly ClaimCost[]): string[] {
  const secondsPerRow = costs.map(({ seconds, rows }) => seconds / rows);
  return [
    name,
    pending.toLocaleString('en'),
    median(costs.map(buffersPerRow)).toFixed(1),
    (median(secondsPerRow) * 1000).toFixed(2),
    (1 / median(secondsPerRow)).toFixed(0),
    `${(spread(secondsPerRow) * 100).toFixed(0)} %`,
  ];
}

function verdictsOf(found: MeasuredCase): Verdict[] {
  const ratio = pairedRatio(found.many.map(buffersPerRow), found.few.map(buffersPerRow));
  return [{ name: `10^6 / 10^4 pending, buffers: ${caseName(found)}`, ratio, aim: { atMost: AIM } }];
}

function buffersPerRow({ buffers, rows }: ClaimCost): number {
  return buffers / rows;
}
