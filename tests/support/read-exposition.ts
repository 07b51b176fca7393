/** A series as a collector sees it: every sample under its name with labels. */
export interface ScrapedSeries {
  readonly type: string;
  readonly samples: ReadonlyMap<string, number>;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const SAMPLE = new RegExp(
  `^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (NaN|[+-]Inf|[-+0-9.eE]+)(?: \\d+)?$`,
);
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

/**
 * Reads Prometheus' text format as strictly as its documentation tells it: one HELP and TYPE before the samples of a
 * series, no series twice, no sample twice, counters end in `_total`, buckets rise and end with `+Inf` = count.
 * @throws Error naming the line
 */
export function readExposition(text: string): Map<string, ScrapedSeries> {
  if (!text.endsWith('\n')) throw new Error('The last line does not end');
  const all = new Map<string, { type: string; samples: Map<string, number> }>();
  let helped = '';
  let current = '';
  for (const line of text.split('\n')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (line === '') continue;
    if (kind === 'HELP') helped = name;
    else if (kind === 'TYPE') {
      if (helped !== name || all.has(name)) throw new Error(`TYPE without its HELP, or twice: ${line}`);
      if (!/^(counter|gauge|histogram|summary)$/.test(rest)) throw new Error(`No such type: ${line}`);
      if (rest === 'counter' && !name.endsWith('_total'))
        throw new Error(`A counter without _total: ${line}`);
      all.set(name, { type: rest, samples: new Map() });
      current = name;
    } else readSample(line, current, all.get(current));
  }
  for (const [name, series] of all) if (series.type === 'histogram') checkHistogram(name, series.samples);
  return all;
}

function readSample(
  line: string,
  current: string,
  series: { type: string; samples: Map<string, number> } | undefined,
) {
  const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? [];
  if (!series || value === undefined) throw new Error(`Not a sample, or of no series: ${line}`);
  const allowed = SUFFIXES[series.type] ?? [''];
  if (!allowed.some((suffix) => name === `${current}${suffix}`))
    throw new Error(`Of another series: ${line}`);
  const key = labels === '' ? name : `${name}{${labels}}`;
  if (series.samples.has(key)) throw new Error(`Twice: ${line}`);
  series.samples.set(key, Number(value.replace('Inf', 'Infinity')));
}

function checkHistogram(name: string, samples: ReadonlyMap<string, number>): void {
  let last = { bound: -Infinity, value: 0, rest: '' };
  for (const [key, value] of samples) {
    const bucket = new RegExp(`^${name}_bucket\\{(.*)le="([^"]+)"\\}$`).exec(key);
    if (!bucket) continue;
    const [rest = '', bound] = [bucket[1], Number(bucket[2]?.replace('+Inf', 'Infinity'))];
    if (rest !== last.rest) last = { bound: -Infinity, value: 0, rest };
    if (bound <= last.bound || value < last.value) throw new Error(`Buckets do not rise at ${key}`);
    last = { bound, value, rest };
    const labels = rest.replace(/,$/, '');
    const count = samples.get(labels === '' ? `${name}_count` : `${name}_count{${labels}}`);
    if (bound === Infinity && count !== value) throw new Error(`+Inf is not the count at ${key}`);
  }
}
