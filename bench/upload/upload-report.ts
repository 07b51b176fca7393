import { percentile } from '../measure/percentile';
import { median, pairedRatio } from '../measure/ratio';
import type { BenchReport, ReportTable, Verdict } from '../report/report';
import type { FirstRows } from './first-rows';
import type { LargeFile } from './large-file';
import type { ThrottledUpload } from './throttled-upload';
import type { WebMemory } from './web-memory';

interface UploadMeasurements {
  readonly file: LargeFile;
  readonly memory: readonly WebMemory[];
  readonly throttled: ThrottledUpload;
  readonly firstRows: readonly FirstRows[];
}

/** Flat means: half a gigabyte takes at most this much more than 10 MB. */
const FLAT = 1.15;
const PAINTED_WITHIN_MS = 2000;

export function uploadReport(measured: UploadMeasurements): BenchReport {
  const { file, memory, throttled, firstRows } = measured;
  const read = firstRows.filter((run) => run.readingMs !== null);
  const painted = firstRows.map(({ paintedMs }) => paintedMs);
  return {
    name: 'upload',
    title: `a file of ${(file.size / 1024 / 1024).toFixed(0)} MB and ${file.rowCount.toLocaleString('en')} rows, through dashboard and API`,
    tables: [throttledTable(throttled), firstRowsTable(firstRows), memoryTable(memory)],
    verdicts: [
      {
        name: 'first rows on screen / file read, after the last byte',
        ratio: pairedRatio(
          read.map(({ paintedMs }) => paintedMs),
          read.map(({ readingMs }) => readingMs ?? Number.NaN),
        ),
        aim: { atMost: 0.1 },
      },
      {
        name: `first rows on screen, p95 of ${firstRows.length} runs / 2 s`,
        ratio: pairedRatio([percentile(painted, 0.95)], [PAINTED_WITHIN_MS]),
        aim: { atMost: 1 },
      },
      flatness(memory, 'raw'),
      flatness(memory, 'chunked'),
    ],
    notes: [],
    measured: { throttled, firstRows, memory },
  };
}

function throttledTable(upload: ThrottledUpload): ReportTable {
  const stops = upload.interruptedAt.map(({ what, arrivedMb }) => `${what} at ${arrivedMb.toFixed(0)} MB`);
  return {
    title: 'through the dashboard at 5 MB/s',
    columns: ['what', 'found'],
    rows: [
      ['interrupted', stops.join(', ')],
      ['arrived with the right SHA-256', upload.isRight ? 'yes' : 'NO'],
      ['seconds, interruptions included', upload.seconds.toFixed(0)],
      ['first megabyte acknowledged to rows on screen', `${upload.earlyPreviewMs.toFixed(0)} ms`],
      ['longest task of the tab', `${upload.longestTaskMs.toFixed(0)} ms`],
      ['tasks over 50 ms', String(upload.longTaskCount)],
    ],
  };
}

function firstRowsTable(runs: readonly FirstRows[]): ReportTable {
  const reading = runs.flatMap(({ readingMs }) => (readingMs === null ? [] : [readingMs]));
  const line = (name: string, values: readonly number[]) => [
    name,
    String(values.length),
    ...[median(values), percentile(values, 0.95), Math.max(...values)].map((ms) => (ms / 1000).toFixed(2)),
  ];
  return {
    title: 'seconds after the last acknowledged byte',
    columns: ['until', 'runs', 'median', 'p95', 'longest'],
    rows: [
      line(
        'first rows on screen',
        runs.map(({ paintedMs }) => paintedMs),
      ),
      line('all rows read', reading),
      line(
        '(longest task of the tab)',
        runs.map(({ longestTaskMs }) => longestTaskMs),
      ),
    ],
  };
}

function memoryTable(memory: readonly WebMemory[]): ReportTable {
  const groups = Map.groupBy(memory, ({ way, sizeMb }) => `${way}, ${sizeMb} MB`);
  return {
    title: 'peak resident memory of the web process',
    columns: ['upload', 'median MB', 'largest MB', 'seconds'],
    rows: [...groups].map(([name, rounds]) => [
      name,
      median(rounds.map(({ peakMb }) => peakMb)).toFixed(0),
      Math.max(...rounds.map(({ peakMb }) => peakMb)).toFixed(0),
      median(rounds.map(({ seconds }) => seconds)).toFixed(2),
    ]),
  };
}

function flatness(memory: readonly WebMemory[], way: WebMemory['way']): Verdict {
  const peaks = (sizeMb: number) =>
    memory.filter((one) => one.way === way && one.sizeMb === sizeMb).map(({ peakMb }) => peakMb);
  return {
    name: `memory of web, ${way}: 500 MB / 10 MB`,
    ratio: pairedRatio(peaks(500), peaks(10)),
    aim: { atMost: FLAT },
  };
}
