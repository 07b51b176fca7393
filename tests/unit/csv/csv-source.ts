import type { ByteSource } from '@/lib/csv/inspect-bytes';
import type { Problem } from '@/lib/csv/problem';
import { type CsvTable, readRows } from '@/lib/csv/read-rows';
import type { ReadOptions } from '@/lib/csv/read-settings';
import type { CsvRow } from '@/lib/csv/row-builder';

/** A file in memory, delivered in chunks of the given sizes (the last size repeats). */
export function fileOf(content: string | Uint8Array, chunkSizes: readonly number[] = [65_536]): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return async function* () {
    for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
      const size = chunkSizes[Math.min(turn, chunkSizes.length - 1)] ?? bytes.length;
      yield bytes.subarray(at, at + size);
      at += size;
    }
  };
}

export type ReadTable = Omit<CsvTable, 'blocks'> & {
  rows: CsvRow[];
  problems: Problem[];
  emptyCount: number;
  blockSizes: number[];
};

/** Reads a whole table into memory. */
export async function readAll(open: ByteSource, options: ReadOptions = {}): Promise<ReadTable> {
  const { dialect, headers, blocks } = await readRows(open, options);
  const table: ReadTable = { dialect, headers, rows: [], problems: [], emptyCount: 0, blockSizes: [] };
  for await (const block of blocks) {
    table.rows.push(...block.rows);
    table.problems.push(...block.problems);
    table.emptyCount += block.emptyCount;
    table.blockSizes.push(block.rows.length);
  }
  return table;
}

/** Codes of the problems, in order. */
export function codes(table: { problems: readonly Problem[] }): string[] {
  return table.problems.map((problem) => problem.code);
}

/** What was read, or the code of the error: comparable between two ways of delivering one file. */
export async function outcomeOf(open: ByteSource, options: ReadOptions = {}): Promise<unknown> {
  try {
    return await readAll(open, options);
  } catch (error) {
    return { error: (error as { code?: string }).code, message: (error as Error).message };
  }
}
