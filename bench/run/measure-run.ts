import { loadavg } from 'node:os';
import { startPracticeSite } from '../../examples/practice-site/start-practice-site';
import { readEnvironment } from '../../lib/config/env';
import { findBrowser } from '../../worker/browser/find-browser';
import { runRounds, type Side } from '../measure/rounds';
import type { BenchOptions, BenchReport } from '../report/report';
import type { CleanUp } from '../setup/clean-up';
import { openSides } from './open-sides';
import { type Cell, cellName, readRunSelection } from './run-options';
import { type MeasuredCell, reportRun } from './run-report';
import type { RunSide } from './side';
import { measureTree, type RunCost } from './tree-meter';

const WARM_UP_ROWS = 8;

/** Rows through a worker, against other ways to run them: same browser, site, steps, isolation and pictures. */
export async function measureRun(options: BenchOptions, cleanUp: CleanUp): Promise<BenchReport> {
  const selection = readRunSelection(options.run);
  if (!selection)
    throw new Error(
      '--pages, --latency, --concurrency, --peers and --rows are lists: see docs/performance.md',
    );
  const found = await findBrowser(readEnvironment().FURROW_CHROMIUM);
  if (!found) throw new Error('No browser found: `npx furrow doctor` says what to do.');
  options.log(`${found.kind} ${found.version}`);
  const siteUrls = await startSites(cleanUp, selection.cells);
  const sites = [...siteUrls.values()];
  const sides = await openSides(cleanUp, { found, selection, sites, log: options.log });
  const measured: MeasuredCell[] = [];
  for (const cell of selection.cells) {
    const siteUrl = siteUrls.get(siteKey(cell))?.url ?? '';
    const load = loadavg()[0] ?? 0;
    const roundsOf = (rows: number) => sides.map((side) => roundOf(side, { cell, siteUrl, rows }));
    await runRounds(roundsOf(Math.max(WARM_UP_ROWS, cell.concurrency)), 1, () =>
      options.log(`${cellName(cell)}, warming up`),
    );
    const costs = await runRounds(roundsOf(selection.rows), options.rounds, (line) =>
      options.log(`${cellName(cell)}, ${line}`),
    );
    measured.push({ cell, load, costs });
  }
  return reportRun({
    measured,
    selection,
    rounds: options.rounds,
    browser: `${found.kind} ${found.version}`,
  });
}

/** A site for each kind of page and latency. */
async function startSites(cleanUp: CleanUp, cells: readonly Cell[]) {
  const sites = new Map<string, { readonly url: string; readonly port: number }>();
  for (const cell of cells) {
    if (sites.has(siteKey(cell))) continue;
    const { page, latencyMs } = cell;
    const site = await startPracticeSite({ port: 0, isHeavy: page === 'heavy', latencyMs });
    cleanUp.add(() => site.close());
    sites.set(siteKey(cell), site);
  }
  return sites;
}

function siteKey({ page, latencyMs }: Cell): string {
  return `${page} ${latencyMs}`;
}

function roundOf(
  side: RunSide,
  { cell, siteUrl, rows }: { cell: Cell; siteUrl: string; rows: number },
): Side<RunCost> {
  const orders = Array.from({ length: rows }, (_, n) => `BM-${1000 + n}`);
  return {
    name: side.name,
    run: async () => {
      const run = await side.prepare({ orders, concurrency: cell.concurrency, siteUrl });
      return measureTree(side.pid, rows, run);
    },
  };
}
