import { percentile } from '../measure/percentile';
import { pairedRatio } from '../measure/ratio';
import type { ReportTable, Verdict } from '../report/report';
import type { ManyTabs } from './many-tabs';

/** What people take for an answer without a pause, and for one without losing the thread. */
const LONGEST_TASK_MS = 200;
const FILTER_MS = 1000;
const LIVE_MS = 500;

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
    ['longest task, ms', found.longestTaskMs, LONGEST_TASK_MS],
    ['click to filtered rows, p95, ms', percentile(found.filterMs, 0.95), FILTER_MS],
    ['commit to paint, p95, ms', found.p95Ms, LIVE_MS],
  ];
  return limited.map(([name, value, limit]) => ({
    name: `${found.tabs} tabs: ${name} / ${limit}`,
    ratio: pairedRatio([value], [limit]),
    aim: { atMost: 1 },
  }));
}
