import { describe, expect, it } from 'vitest';
import type { Dialect } from '@/lib/csv/dialect';
import type { Problem } from '@/lib/csv/problem';
import type { ReadOptions } from '@/lib/csv/read-settings';
import { TableSummary } from '@/lib/csv/table-summary';
import { readCorpus } from '@/tests/support/csv-corpus';
import { fileOf, type ReadTable, readAll } from './csv-source';

/** What a file of the corpus must give; keys that are absent are not compared. */
type Expected = {
  options?: ReadOptions;
  error?: string;
  details?: Record<string, unknown>;
  dialect?: Partial<Dialect>;
  headers?: string[];
  rows?: string[][];
  /** Line numbers of the rows. */
  lines?: number[];
  rowProblems?: (string | null)[];
  problems?: Omit<Problem, 'message'>[];
  emptyCount?: number;
  /** Type and format of each column. */
  columns?: [type: string, format: string | null][];
  keyColumn?: string | null;
};

function factsOf({ headers, rows }: ReadTable): Required<Pick<Expected, 'columns' | 'keyColumn'>> {
  const summary = new TableSummary(headers, { keptProblems: 0 });
  summary.add({ rows, problems: [], emptyCount: 0, bytesRead: 0 });
  const { columns, keyColumn } = summary.facts();
  return { columns: columns.map(({ type, format }) => [type, format]), keyColumn };
}

describe.each(readCorpus<Expected>())('fixture $name', ({ bytes, expected }) => {
  it.each([
    ['whole', [1_000_000]],
    ['byte by byte', [1]],
    ['in chunks of 7 bytes', [7]],
  ])('read %s', async (_, chunkSizes) => {
    const read = readAll(fileOf(bytes, chunkSizes), expected.options);
    if (expected.error !== undefined) {
      await expect(read).rejects.toMatchObject({ code: expected.error, details: expected.details ?? {} });
      return;
    }
    const table = await read;
    const seen: Omit<Expected, 'options' | 'error'> = {
      dialect: table.dialect,
      headers: table.headers,
      rows: table.rows.map((row) => row.cells),
      lines: table.rows.map((row) => row.lineNumber),
      rowProblems: table.rows.map((row) => row.problem),
      problems: table.problems.map(({ message: _message, ...place }) => place),
      emptyCount: table.emptyCount,
      ...factsOf(table),
    };
    const { options: _options, ...wanted } = expected;
    expect(seen).toMatchObject(wanted);
    expect(table.rows.map((row) => row.rowIndex)).toEqual(table.rows.map((_row, index) => index));
  });
});
