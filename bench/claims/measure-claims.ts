import type { BenchOptions, BenchReport } from '../report/report';
import { openBenchCluster } from '../setup/bench-cluster';
import type { CleanUp } from '../setup/clean-up';
import { openBatches } from './batches';
import { readClaimSelection } from './claims-options';
import {
  type BatchCosts,
  type Case,
  type CaseCosts,
  caseName,
  type PendingCost,
  reportClaims,
} from './claims-report';
import { type ClaimCost, type OpenQueue, type Queue, seedQueue } from './queue';

const ROWS_PER_ROUND = 120;

const CASES: readonly Case[] = [
  { concurrency: 1, withOldSnapshot: false },
  { concurrency: 4, withOldSnapshot: false },
  { concurrency: 1, withOldSnapshot: true },
  { concurrency: 4, withOldSnapshot: true },
];

/** What it costs the database to hand out a row and take its result back: few and many rows waiting, one and many batches. */
export async function measureClaims(options: BenchOptions, cleanUp: CleanUp): Promise<BenchReport> {
  const selection = readClaimSelection(options.claims);
  if (!selection) throw new Error('--pending and --batches are lists of numbers: see docs/performance.md');
  const { log, rounds } = options;
  // What the background does to either database must not differ between them.
  const cluster = await openBenchCluster(cleanUp, { autovacuum: 'off' });
  const queues: Queue[] = [];
  for (const pending of selection.pending) {
    log(`seeding ${pending.toLocaleString('en')} pending rows`);
    queues.push(await seedQueue(cleanUp, cluster, pending));
  }
  const cases: CaseCosts[] = [];
  for (const each of CASES) {
    log(caseName(each));
    cases.push({ ...each, costs: await measureCase(each, queues, rounds) });
  }
  const batches: BatchCosts[] = [];
  for (const count of selection.batches) {
    log(`seeding ${count.toLocaleString('en')} running batches`);
    const open = await openBatches(cleanUp, cluster, count);
    const costs = [];
    for (let round = 0; round < rounds; round += 1) costs.push(await open.measure(ROWS_PER_ROUND));
    batches.push({ count, costs });
  }
  return reportClaims({ cases, batches, rowCount: ROWS_PER_ROUND * rounds });
}

/** Rounds in turn forwards and backwards. */
async function measureCase(each: Case, queues: readonly Queue[], rounds: number): Promise<PendingCost[]> {
  const sides: { readonly queue: OpenQueue; readonly cost: { pending: number; rounds: ClaimCost[] } }[] = [];
  try {
    for (const queue of queues) {
      const open = await queue.open(each.concurrency, each.withOldSnapshot);
      sides.push({ queue: open, cost: { pending: queue.pending, rounds: [] } });
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const { queue, cost } of round % 2 === 0 ? sides : sides.toReversed())
        cost.rounds.push(await queue.measure(ROWS_PER_ROUND));
    }
    return sides.map(({ cost }) => cost);
  } finally {
    for (const { queue } of sides) await queue.close();
  }
}
