import { describe, expect, it } from 'vitest';
import type { AttemptRecord, Claim } from '@/lib/domain/lane';
import { createMetricSums, type MetricEntry } from '@/lib/domain/metrics';
import { exposition } from '@/lib/services/health/exposition';
import { storedSeries } from '@/lib/services/health/stored-series';
import { readExposition } from '@/tests/support/read-exposition';
import { countAttempt } from '@/worker/metrics/count-attempt';
import { createMetricFlusher } from '@/worker/metrics/metric-flusher';

const scrape = (entries: readonly MetricEntry[]) => readExposition(`${storedSeries(entries).join('\n')}\n`);

it('writes stored numbers as series that a strict reader takes', () => {
  const sums = createMetricSums();
  sums.count('batch_created');
  sums.count('batch_created', {}, 2);
  sums.count('rows_ended', { state: 'completed' });
  for (const seconds of [0.1, 0.2, 7, 90_000]) {
    sums.observe('job_duration_seconds', { state: 'completed' }, seconds);
  }
  const series = scrape(sums.take());
  expect(sums.take()).toEqual([]);
  expect(series.get('furrow_batch_created_total')?.samples.get('furrow_batch_created_total')).toBe(3);
  expect(
    series.get('furrow_failed_rows_exported_total')?.samples.get('furrow_failed_rows_exported_total'),
  ).toBe(0);
  const durations = series.get('furrow_job_duration_seconds')?.samples;
  const bucket = (le: string) =>
    durations?.get(`furrow_job_duration_seconds_bucket{state="completed",le="${le}"}`);
  expect([bucket('0.1'), bucket('0.25'), bucket('5'), bucket('10'), bucket('3600'), bucket('+Inf')]).toEqual([
    1, 2, 2, 3, 3, 4,
  ]);
  expect(durations?.get('furrow_job_duration_seconds_sum{state="completed"}')).toBeCloseTo(90_007.3);
});

it('escapes what a label may hold; the strict reader refuses what is wrong', () => {
  const text = exposition('gauge', 'a', 'b', [{ labels: { c: 'say "x\\y"\n' }, value: 1 }]);
  expect(readExposition(`${text}\n`).get('a')?.samples.size).toBe(1);
  const histogram = '# HELP h h\n# TYPE h histogram\n';
  for (const wrong of [
    'a 1\n',
    '# HELP a b\n# TYPE a counter\na 1\n',
    '# HELP a b\n# TYPE a gauge\na 1\na 1\n',
    '# HELP a b\n# TYPE a gauge\nb 1\n',
    `${histogram}h_bucket{le="1"} 2\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 1\n`,
    `${histogram}h_bucket{le="1"} 1\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 2\n`,
  ]) {
    expect(() => readExposition(wrong), wrong).toThrow();
  }
});

describe('what an attempt adds', () => {
  const RECORD: AttemptRecord = {
    ...{ rowIndex: 0, attemptNo: 1, attemptState: 'completed', decision: { state: 'completed' } },
    ...{ durationMs: 1500, failure: null, fingerprint: null, output: { status: 'Shipped', note: null } },
    ...{ warnings: [], pageText: null, pageUrl: null, pageTitle: null, artifacts: [] },
    steps: [{ no: 1, verb: 'goto', title: 'Go', state: 'passed', startedAtMs: 0, durationMs: 30 }],
  };
  const added = (record: AttemptRecord, claim: Partial<Claim> = {}) => {
    const sums = createMetricSums();
    countAttempt(sums, record, claim as Claim);
    return sums
      .take()
      .filter(({ name }) => !/_(bucket|sum)$/.test(name))
      .map(({ name, labels, value }) => [name, ...Object.values(labels), value].join(' '));
  };
  const failure = { kind: 'timeout', code: 'x', message: 'a cell' } as const;
  const failed = { ...RECORD, attemptState: 'failed', output: null, failure } as const;

  it.each([
    [
      'a row that completed',
      RECORD,
      {},
      ['attempts run completed 1', 'extraction_fields_success 1', 'extraction_fields_failure 1'],
      ['rows_ended completed 1', 'batch_jobs_executed 1', 'batch_jobs_completed 1'],
    ],
    [
      'a row that is retried',
      { ...failed, decision: { state: 'pending', retryInSeconds: 1 } },
      {},
      ['attempts run failed 1', 'attempt_errors timeout 1'],
      [],
    ],
    [
      'a row that failed for good',
      { ...failed, decision: { state: 'failed' } },
      {},
      ['attempts run failed 1', 'attempt_errors timeout 1', 'rows_ended failed 1'],
      ['batch_jobs_executed 1', 'batch_jobs_failed 1', 'job_errors timeout 1'],
    ],
    [
      'a row that somebody stopped',
      { ...RECORD, attemptState: 'stopped', output: null, decision: { state: 'stopped' } },
      {},
      ['attempts run stopped 1', 'rows_ended stopped 1', 'batch_jobs_stopped 1'],
      [],
    ],
    ['a try', RECORD, { tryOrder: { stopBefore: null } }, [], []],
  ] as const)('%s', (_name, record, claim, some, others) => {
    expect(added(record, claim)).toEqual([...some, ...others]);
  });
});

it('sends what a lost answer left unclear once more, under the same number', async () => {
  const sums = createMetricSums();
  const sent: [number, number][] = [];
  let isAway = true;
  const flush = createMetricFlusher({
    sums,
    readRecycles: () => ({ memory: 2 }),
    add: async (entries, no) => {
      sent.push([no, entries.reduce((total, { value }) => total + value, 0)]);
      if (isAway) throw new Error('away');
    },
  });
  sums.count('batch_created');
  await expect(flush()).rejects.toThrow('away');
  sums.count('batch_created');
  isAway = false;
  await flush();
  await flush();
  expect(sent).toEqual([
    [1, 3],
    [1, 3],
    [2, 1],
  ]);
});
