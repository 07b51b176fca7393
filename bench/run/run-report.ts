import { median, pairedRatio, spread } from '../measure/ratio';
import type { BenchReport, ReportTable, Verdict } from '../report/report';
import { BARE, BLOCKING, type Cell, cellName, OURS, type RunSelection } from './run-options';
import type { RunCost } from './tree-meter';

export interface MeasuredCell {
  readonly cell: Cell;
  /** Of the machine, when the cell began. */
  readonly load: number;
  /** By side, one a round. */
  readonly costs: ReadonlyMap<string, readonly RunCost[]>;
}

interface RunFacts {
  readonly measured: readonly MeasuredCell[];
  readonly selection: RunSelection;
  readonly rounds: number;
  readonly browser: string;
}

export function reportRun({ measured, selection, rounds, browser }: RunFacts): BenchReport {
  return {
    name: 'run',
    title: `order look-ups at the practice site, one picture a row; ${selection.rows} rows a round, medians of ${rounds} rounds`,
    tables: measured.map(tableOf),
    verdicts: measured.flatMap(verdictsOf),
    notes: [
      `CPU and memory are those of each side's process with its browsers (${browser}), from /proc; site and database run outside.`,
      'Every row has a fresh browser context. Playwright Test has a browser for each row at once; the others share one.',
      'Furrow also checks every request in its egress guard and writes steps and outputs to the database; no other side does.',
      'bare-traced records a trace of each row, to have one if the row fails, and drops it. Furrow traces from the second attempt on.',
    ],
    measured: measured.map(({ cell, load, costs }) => ({ ...cell, load, sides: Object.fromEntries(costs) })),
  };
}

function tableOf({ cell, load, costs }: MeasuredCell): ReportTable {
  return {
    title: `${cellName(cell)} (load when it began: ${load.toFixed(1)})`,
    columns: ['side', 'rows/s', 'spread', 'CPU s/row', 'CPU / bare', 'peak MB'],
    rows: [...costs].map(([name, list]) => {
      const speeds = list.map(rowsPerSecond);
      return [
        name,
        median(speeds).toFixed(2),
        `${(spread(speeds) * 100).toFixed(0)} %`,
        median(list.map(cpuPerRow)).toFixed(3),
        pairedRatio(list.map(cpuPerRow), (costs.get(BARE) ?? []).map(cpuPerRow)).median.toFixed(2),
        median(list.map((cost) => cost.peakMemoryMb)).toFixed(0),
      ];
    }),
  };
}

/** Aims: ahead of every peer, and no more CPU than the bare loop. */
function verdictsOf({ cell, costs }: MeasuredCell): Verdict[] {
  const ours = costs.get(OURS) ?? [];
  const peers = [...costs].filter(([name]) => name !== OURS && name !== BLOCKING);
  return peers.flatMap(([peer, theirs]): Verdict[] => [
    {
      name: `rows/s, furrow / ${peer}: ${cellName(cell)}`,
      ratio: pairedRatio(ours.map(rowsPerSecond), theirs.map(rowsPerSecond)),
      aim: { atLeast: 1 },
    },
    {
      name: `CPU a row, furrow / ${peer}: ${cellName(cell)}`,
      ratio: pairedRatio(ours.map(cpuPerRow), theirs.map(cpuPerRow)),
      aim: { atMost: 1 },
    },
  ]);
}

function rowsPerSecond({ rows, seconds }: RunCost): number {
  return rows / seconds;
}

function cpuPerRow({ rows, cpuSeconds }: RunCost): number {
  return cpuSeconds / rows;
}
