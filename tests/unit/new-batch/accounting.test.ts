import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountFor, accountingText } from '@/app/_batches/new/accounting';
import { check } from './intake-samples';

const found = { ...check, invalid_count: 12, dropped_count: 5, done_count: 312, runnable_count: 2983 };

describe('where every row goes', () => {
  test('in one sentence', () => {
    expect(accountingText(accountFor(found, { skipDone: true, limit: null }))).toBe(
      '3,000 rows = 2,671 will run + 12 with problems + 312 already completed + 5 dropped',
    );
  });

  test('rows done before run again unless they are skipped', () => {
    expect(accountFor(found, { skipDone: false, limit: null })).toMatchObject({
      runCount: 2983,
      doneCount: 0,
    });
  });

  test('rows beyond a limit are named', () => {
    expect(accountingText(accountFor(found, { skipDone: false, limit: 100 }))).toMatch(
      /= 100 will run .* \+ 2,883 beyond the limit$/,
    );
  });

  test('always adds up', () => {
    const count = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(
        count,
        count,
        count,
        count,
        fc.boolean(),
        fc.option(count),
        (ok, bad, gone, done, skipDone, limit) => {
          const counts = { file_rows: ok + bad + gone + done, invalid_count: bad, dropped_count: gone };
          const account = accountFor(
            { ...counts, done_count: done, runnable_count: ok + done },
            { skipDone, limit },
          );
          const { fileCount, runCount, invalidCount, doneCount, droppedCount, beyondLimitCount } = account;
          expect(runCount + invalidCount + doneCount + droppedCount + beyondLimitCount).toBe(fileCount);
        },
      ),
    );
  });
});
