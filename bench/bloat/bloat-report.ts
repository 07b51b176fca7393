import { median, pairedRatio } from '../measure/ratio';
import type { BenchReport, ReportTable } from '../report/report';
import type { BloatSelection } from './bloat-options';
import { type TableSize, WRITTEN_TABLES } from './table-sizes';

/** One minute of the run. */
export interface BloatSample {
  readonly minute: number;
  readonly rows: number;
  readonly buffers: number;
  readonly tables: readonly TableSize[];
}

const AIM = 1.1;
/** Compared at most, from the first minutes and from the last. */
const MINUTES_COMPARED = 5;

export function reportBloat(
  { minutes, lanes, pace }: BloatSelection,
  pending: number,
  samples: readonly BloatSample[],
): BenchReport {
  const rows = samples.reduce((sum, sample) => sum + sample.rows, 0);
  // The first minute holds what sessions do once: plans, catalogue.
  const warm = samples.slice(1);
  const count = Math.min(MINUTES_COMPARED, Math.ceil(warm.length / 2));
  return {
    name: 'bloat',
    title: `dead row versions of ${rows.toLocaleString('en')} rows in ${minutes} minutes, ${lanes} lanes, ${pace} rows/s wanted`,
    tables: [sizeTable(samples), costTable(samples)],
    verdicts: [
      {
        name: `buffers a row, last ${count} / first ${count} minutes`,
        ratio: pairedRatio(warm.slice(-count).map(buffersPerRow), warm.slice(0, count).map(buffersPerRow)),
        aim: { atMost: AIM },
      },
    ],
    notes: [
      `One batch of ${pending.toLocaleString('en')} pending rows; autovacuum as in an installation; no browser between claim and record.`,
      'One row of 20 fails once and is retried. Lanes are taken and given back every 5 s, which is part of the buffers.',
      'Live and dead are the estimates of pg_stat_user_tables, read once a minute; most: the largest of those.',
    ],
    measured: { pending, samples },
  };
}

function sizeTable(samples: readonly BloatSample[]): ReportTable {
  const rows = WRITTEN_TABLES.flatMap((table) => {
    const sizes = samples.flatMap(({ tables }) => tables.filter((size) => size.table === table));
    const [first, last] = [sizes[0], sizes.at(-1)];
    if (!first || !last) return [];
    const dead = sizes.map((size) => size.dead);
    const sizesMb = [first.tableMb, last.tableMb, first.indexMb, last.indexMb].map((mb) => mb.toFixed(1));
    const counts = [last.live, Math.max(...dead), median(dead), last.dead, last.autovacuums];
    return [[table, ...counts.map((count) => Math.round(count).toLocaleString('en')), ...sizesMb]];
  });
  return {
    title: 'tables that every row writes to; sizes after the first minute and at the end',
    columns: [
      'table',
      'live',
      'dead, most',
      'median',
      'at the end',
      'autovacuums',
      'MB',
      'MB at the end',
      'indexes MB',
      'at the end',
    ],
    rows,
  };
}

function costTable(samples: readonly BloatSample[]): ReportTable {
  const shown = samples.filter(
    ({ minute }, index) => minute <= 2 || minute % 5 === 0 || index === samples.length - 1,
  );
  return {
    title: 'cost as the run goes on',
    columns: ['minute', 'rows', 'buffers/row'],
    rows: shown.map((sample) => [
      String(sample.minute),
      String(sample.rows),
      buffersPerRow(sample).toFixed(1),
    ]),
  };
}

function buffersPerRow({ buffers, rows }: BloatSample): number {
  return buffers / rows;
}
