import { percentile } from '../measure/percentile';
import { median, pairedRatio } from '../measure/ratio';
import type { BenchReport, ReportTable, Verdict } from '../report/report';
import type { DashboardSelection } from './dashboard-options';
import type { LiveLatency } from './live-latency';
import type { ManyTabs } from './many-tabs';
import type { PageVitals } from './page-vitals';
import { OF_UNEQUAL_LENGTH, REQUEST_NAMES, type RequestName, type RequestTime } from './request-times';
import { ROWS_PER_SECOND } from './steady-rows';
import { tabsTable, tabsVerdicts } from './tabs-report';

interface DashboardMeasurements {
  readonly selection: DashboardSelection;
  readonly times: readonly RequestTime[];
  readonly live: readonly LiveLatency[];
  readonly tabs: readonly ManyTabs[];
  readonly vitals: readonly PageVitals[];
}

/** The largest batch may cost this much of the smallest. */
const FLAT = 1.3;
const LIVE_MS = 500;
/** On a machine four times slower than this one. */
const LIMITS = { lcpMs: 1500, cls: 0.02, inpMs: 200, scriptKb: 250 } as const;
const VITALS = Object.keys(LIMITS) as (keyof PageVitals)[];
const VITAL_NAMES: Readonly<Record<keyof PageVitals, string>> = {
  lcpMs: 'largest contentful paint, ms',
  cls: 'layout shift',
  inpMs: 'slowest answer to a key or click, ms',
  scriptKb: 'scripts as sent, kB',
};

export function dashboardReport(measured: DashboardMeasurements): BenchReport {
  const { selection, times, live, tabs, vitals } = measured;
  return {
    name: 'dashboard',
    title: 'answers for small and very large batches, how live a page is, how it feels on a slow machine',
    tables: [
      ...(times.length > 0 ? [requestTable(measured)] : []),
      ...(live.length > 0 ? [liveTable(live)] : []),
      ...tabs.map(tabsTable),
      ...(vitals.length > 0 ? [vitalsTable(vitals)] : []),
    ],
    verdicts: [
      ...(times.length > 0 && selection.sizes.length > 1
        ? REQUEST_NAMES.filter((name) => !OF_UNEQUAL_LENGTH.includes(name)).map((name) =>
            flatness(measured, name),
          )
        : []),
      ...live.map(liveness),
      ...tabs.flatMap(tabsVerdicts),
      ...(vitals.length > 0 ? VITALS.map((name) => vital(vitals, name)) : []),
    ],
    notes: [
      'Requests come one at a time over a kept connection, in turn for all sizes; an export counts until its first byte.',
      `Live: ${ROWS_PER_SECOND} rows a second; from the commit by the database's clock to the paint by the browser's.`,
      "The page is that of a batch of 100,000 rows at a quarter of this machine's speed, with an empty cache.",
    ],
    measured,
  };
}

function timesOf({ times }: DashboardMeasurements, wanted: RequestName, size: number): number[] {
  return times.filter(({ name, rows }) => name === wanted && rows === size).map(({ ms }) => ms);
}

function requestTable(measured: DashboardMeasurements): ReportTable {
  const { sizes } = measured.selection;
  return {
    title: 'milliseconds, p50 / p95',
    columns: ['request', ...sizes.map((rows) => `${rows.toLocaleString('en')} rows`)],
    rows: REQUEST_NAMES.map((name) => [
      name,
      ...sizes.map((rows) => {
        const found = timesOf(measured, name, rows);
        return `${percentile(found, 0.5).toFixed(1)} / ${percentile(found, 0.95).toFixed(1)}`;
      }),
    ]),
  };
}

function flatness(measured: DashboardMeasurements, name: RequestName): Verdict {
  const { sizes } = measured.selection;
  const [smallest = 0, largest = 0] = [sizes[0], sizes.at(-1)];
  return {
    name: `${name}: ${largest.toLocaleString('en')} / ${smallest.toLocaleString('en')} rows`,
    ratio: pairedRatio(timesOf(measured, name, largest), timesOf(measured, name, smallest)),
    aim: { atMost: FLAT },
  };
}

function liveTable(live: readonly LiveLatency[]): ReportTable {
  return {
    title: 'milliseconds from commit to paint',
    columns: ['viewers', 'p50', 'p95', 'longest', 'CPU of web, cores'],
    rows: live.map(({ viewers, p50Ms, p95Ms, longestMs, webCpu }) => [
      String(viewers),
      ...[p50Ms, p95Ms, longestMs].map((ms) => ms.toFixed(0)),
      webCpu.toFixed(3),
    ]),
  };
}

function liveness({ viewers, p95Ms }: LiveLatency): Verdict {
  return {
    name: `commit to paint, p95 with ${viewers} viewers / ${LIVE_MS} ms`,
    ratio: pairedRatio([p95Ms], [LIVE_MS]),
    aim: { atMost: 1 },
  };
}

function vitalsTable(vitals: readonly PageVitals[]): ReportTable {
  return {
    title: 'the page of a batch',
    columns: ['what', 'median', 'worst', 'limit'],
    rows: VITALS.map((name) => {
      const values = vitals.map((one) => one[name]);
      const digits = name === 'cls' ? 3 : 0;
      return [
        VITAL_NAMES[name],
        median(values).toFixed(digits),
        Math.max(...values).toFixed(digits),
        String(LIMITS[name]),
      ];
    }),
  };
}

function vital(vitals: readonly PageVitals[], name: keyof PageVitals): Verdict {
  return {
    name: `${VITAL_NAMES[name]} / ${LIMITS[name]}`,
    ratio: pairedRatio(
      vitals.map((one) => one[name]),
      vitals.map(() => LIMITS[name]),
    ),
    aim: { atMost: 1 },
  };
}
