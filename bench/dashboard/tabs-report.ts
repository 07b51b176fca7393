import { percentile } from '../measure/percentile';
import { pairedRatio } from '../measure/ratio';
import type { ReportTable, Verdict } from '../report/report';
import type { ManyTabs } from './many-tabs';

/** An answer that takes longer counts as a poor one (web vitals); nothing may freeze a tab for as long. */
const MOST_MS = 500;

export function tabsTable(found: ManyTabs): ReportTable {
  const rows: [string, number][] = [
    ['connections for the events of the batch', found.streamCount],
    ['longest task of any tab, ms', found.longestTaskMs],
    ['click to filtered rows, p50, ms', percentile(found.filterMs, 0.5)],
    ['click to filtered rows, longest, ms', Math.max(...found.filterMs)],
    ['commit to paint, p95 in the slowest tab, ms', found.p95Ms],
  ];
  return {
    title: `a running batch of 100,000 rows in ${found.tabs} tabs of one browser`,
    columns: ['what', 'found'],
    rows: rows.map(([what, value]) => [what, value.toFixed(0)]),
  };
}

export function tabsVerdicts(found: ManyTabs): Verdict[] {
  const limited: [string, number, number][] = [
    ['connections', found.streamCount, 1],
    ['longest task, ms', found.longestTaskMs, MOST_MS],
    ['click to filtered rows, p95, ms', percentile(found.filterMs, 0.95), MOST_MS],
    ['commit to paint, p95, ms', found.p95Ms, MOST_MS],
  ];
  return limited.map(([name, value, limit]) => ({
    name: `${found.tabs} tabs: ${name} / ${limit}`,
    ratio: pairedRatio([value], [limit]),
    aim: { atMost: 1 },
  }));
}
