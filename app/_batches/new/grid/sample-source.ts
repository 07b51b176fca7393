import type { RowSource } from './grid-row-data';

/** The first rows of a file that is still being read: they are known from its preview. */
export function sampleSource(rows: readonly (readonly string[])[], headerLine: number): RowSource {
  return {
    count: rows.length,
    rowAt: (position) => {
      const cells = rows[position];
      return (
        cells && {
          row_index: position,
          line_number: headerLine + 1 + position,
          cells: [...cells],
          problem: null,
          dropped: false,
          version: 0,
        }
      );
    },
    show: () => undefined,
  };
}
