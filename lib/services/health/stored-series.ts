import {
  COUNTERS,
  type CounterName,
  HISTOGRAMS,
  type HistogramName,
  type MetricEntry,
  type MetricLabels,
} from '../../domain/metrics';
import { exposition, type Sample } from './exposition';

/** Everything that was counted, as series; a counter without labels that never moved is 0, not absent. */
export function storedSeries(entries: readonly MetricEntry[]): string[] {
  return [
    ...(Object.keys(COUNTERS) as CounterName[]).map((name) => counter(name, entries)),
    ...(Object.keys(HISTOGRAMS) as HistogramName[]).map((name) => histogram(name, entries)),
  ];
}

/** Counters with labels: they start when the first of their values is seen. */
const LABELLED: ReadonlySet<CounterName> = new Set([
  ...([
    'rows_ended',
    'job_errors',
    'attempts',
    'attempt_errors',
    'claims',
    'browser_recycles',
    'batches_deleted',
    'uploads_deleted',
  ] as const),
]);

function counter(name: CounterName, entries: readonly MetricEntry[]): string {
  const own = entries.filter((entry) => entry.name === name);
  const samples = own.length > 0 || LABELLED.has(name) ? own : [{ value: 0 }];
  return exposition('counter', `furrow_${name}_total`, COUNTERS[name], samples);
}

function histogram(name: HistogramName, entries: readonly MetricEntry[]): string {
  const { help, bounds } = HISTOGRAMS[name];
  const groups = new Map<string, { labels: MetricLabels; sum: number; own: Map<string, number> }>();
  for (const { name: entry, labels, value } of entries) {
    if (entry !== `${name}_bucket` && entry !== `${name}_sum`) continue;
    const { le, ...rest } = labels;
    const key = JSON.stringify(rest);
    const group = groups.get(key) ?? { labels: rest, sum: 0, own: new Map() };
    groups.set(key, group);
    if (le === undefined) group.sum = value;
    else group.own.set(le, value);
  }
  const samples = [...groups.values()].flatMap(({ labels, sum, own }) => cumulate(labels, sum, own, bounds));
  return exposition('histogram', `furrow_${name}`, help, samples);
}

/** Stored buckets hold their own values only; Prometheus wants each to include those below. */
function cumulate(
  labels: MetricLabels,
  sum: number,
  own: ReadonlyMap<string, number>,
  bounds: readonly number[],
): Sample[] {
  let count = 0;
  const buckets = [...bounds.map(String), '+Inf'].map((le) => {
    count += own.get(le) ?? 0;
    return { suffix: '_bucket', labels: { ...labels, le }, value: count };
  });
  return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: count }];
}
