import { median, pairedRatio, spread } from '../measure/ratio';
import type { BenchReport, ReportTable, Verdict } from '../report/report';
import type { BatchCost } from './batches';
import type { ClaimCost } from './queue';

export interface Case {
  readonly concurrency: number;
  readonly withOldSnapshot: boolean;
}
export interface PendingCost {
  readonly pending: number;
  readonly rounds: readonly ClaimCost[];
}
export interface CaseCosts extends Case {
  readonly costs: readonly PendingCost[];
}
export interface BatchCosts {
  readonly count: number;
  readonly costs: readonly BatchCost[];
}
interface ClaimFacts {
  readonly cases: readonly CaseCosts[];
  readonly batches: readonly BatchCosts[];
  readonly rowCount: number;
}

const AIM = 1.1;

export function reportClaims({ cases, batches, rowCount }: ClaimFacts): BenchReport {
  return {
    name: 'claims',
    title: 'buffers touched by one claim and its record, in batches just imported',
    tables: [pendingTable(cases, rowCount), batchTable(batches, rowCount)],
    verdicts: [...cases.flatMap(pendingVerdicts), ...batchVerdicts(batches)],
    notes: [
      'Buffers are shared buffers found in memory or read, counted by the sessions that claim (pg_stat_get_backend_io).',
      'The old snapshot is an open repeatable read transaction in another session, older than every claim of its case.',
      'With many batches one session takes a lane, runs four rows in it and gives it back; a worker keeps a lane for 5 s or one row.',
    ],
    measured: { cases, batches },
  };
}

export function caseName({ concurrency, withOldSnapshot }: Case): string {
  return `${concurrency} lane${concurrency > 1 ? 's' : ''}${withOldSnapshot ? ', old snapshot open' : ''}`;
}

function pendingTable(cases: readonly CaseCosts[], rowCount: number): ReportTable {
  return {
    title: `${rowCount} rows a line, after a warm-up; spread of the rounds' times`,
    columns: ['case', 'pending', 'buffers/row', 'ms/row', 'rows/s', 'spread'],
    rows: cases.flatMap((each) =>
      each.costs.map(({ pending, rounds }, index) => {
        const secondsPerRow = rounds.map(({ seconds, rows }) => seconds / rows);
        return [
          index === 0 ? caseName(each) : '',
          pending.toLocaleString('en'),
          median(rounds.map(buffersPerRow)).toFixed(1),
          (median(secondsPerRow) * 1000).toFixed(2),
          (1 / median(secondsPerRow)).toFixed(0),
          `${(spread(secondsPerRow) * 100).toFixed(0)} %`,
        ];
      }),
    ),
  };
}

function batchTable(batches: readonly BatchCosts[], rowCount: number): ReportTable {
  return {
    title: `rows of several running batches, ${rowCount} a line, the same rows in all`,
    columns: ['running batches', 'buffers/row', 'buffers to take a lane and give it back'],
    rows: batches.map(({ count, costs }) => [
      count.toLocaleString('en'),
      median(costs.map(buffersPerRow)).toFixed(1),
      median(costs.map(({ sliceBuffers, slices }) => sliceBuffers / slices)).toFixed(1),
    ]),
  };
}

function pendingVerdicts(found: CaseCosts): Verdict[] {
  const [first, ...others] = found.costs;
  if (!first) return [];
  return others.map(({ pending, rounds }) => ({
    name: `${power(pending)} / ${power(first.pending)} pending, buffers: ${caseName(found)}`,
    ratio: pairedRatio(rounds.map(buffersPerRow), first.rounds.map(buffersPerRow)),
    aim: { atMost: AIM },
  }));
}

function batchVerdicts([first, ...others]: readonly BatchCosts[]): Verdict[] {
  if (!first) return [];
  return others.map(({ count, costs }) => ({
    name: `${count} / ${first.count} running batches, buffers`,
    ratio: pairedRatio(costs.map(buffersPerRow), first.costs.map(buffersPerRow)),
    aim: { atMost: AIM },
  }));
}

/** 10^6 for 1,000,000; other numbers as they are. */
function power(count: number): string {
  const exponent = Math.log10(count);
  return Number.isInteger(exponent) ? `10^${exponent}` : count.toLocaleString('en');
}

function buffersPerRow({ buffers, rows }: ClaimCost): number {
  return buffers / rows;
}
