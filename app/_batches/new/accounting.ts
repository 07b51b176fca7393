import type { CheckJson } from '@/lib/domain/wire/check';
import { countText, rowsText } from '../format';

interface Wishes {
  readonly skipDone: boolean;
  readonly limit: number | null;
}

/** Where every row of the file goes: the five add up to `fileCount`. */
export interface Accounting {
  readonly fileCount: number;
  readonly runCount: number;
  readonly invalidCount: number;
  readonly doneCount: number;
  readonly droppedCount: number;
  readonly beyondLimitCount: number;
}

export function accountFor(
  check: Pick<CheckJson, 'file_rows' | 'invalid_count' | 'dropped_count' | 'done_count' | 'runnable_count'>,
  { skipDone, limit }: Wishes,
): Accounting {
  const { file_rows: fileCount, invalid_count: invalidCount, dropped_count: droppedCount } = check;
  const doneCount = skipDone ? check.done_count : 0;
  const usableCount = Math.max(0, fileCount - invalidCount - droppedCount - doneCount);
  const runCount = limit === null ? usableCount : Math.min(limit, usableCount);
  return {
    ...{ fileCount, runCount, invalidCount, doneCount, droppedCount },
    beyondLimitCount: usableCount - runCount,
  };
}

/** "3,000 rows = 2,676 will run + 12 with problems + 312 already completed + 0 dropped". */
export function accountingText(accounting: Accounting): string {
  const { fileCount, runCount, invalidCount, doneCount, droppedCount, beyondLimitCount } = accounting;
  const parts = [
    `${countText(runCount)} will run`,
    `${countText(invalidCount)} with problems`,
    `${countText(doneCount)} already completed`,
    `${countText(droppedCount)} dropped`,
    ...(beyondLimitCount > 0 ? [`${countText(beyondLimitCount)} beyond the limit`] : []),
  ];
  return `${rowsText(fileCount)} = ${parts.join(' + ')}`;
}
