import { expect, it } from 'vitest';
import { withRows } from '@/app/_batches/job-table/row-selection';
import { chooseAll, isChosen, NO_CHOICE, toChosenRows } from '@/app/_batches/unconfirmed/chosen-rows';
import type { JobJson } from '@/lib/domain/wire/job';

const UNTIL = '2026-11-27T08:00:00.000Z';
const job = (row_index: number, completed_at: string, verification: object | null = null) =>
  ({ row_index, completed_at, verification }) as JobJson;
const jobs = [
  job(2, '2026-11-27T07:00:00.000Z'),
  job(7, UNTIL, { next_at: null }),
  job(9, '2026-11-27T08:00:00.001Z', { next_at: null }),
];

it('names rows that were chosen one by one', () => {
  const choice = { ...NO_CHOICE, selection: withRows(NO_CHOICE.selection, [2, 7], true) };
  expect(toChosenRows(choice, jobs)).toEqual({
    ...{ count: 2, canAsk: true, isAll: false, request: { row_indexes: [2, 7] } },
  });
  const first = { ...NO_CHOICE, selection: withRows(choice.selection, [7], false) };
  expect(toChosenRows(first, jobs)).toMatchObject({ count: 1, canAsk: false });
});

it('names none that is not shown any more', () => {
  const choice = { ...NO_CHOICE, selection: withRows(NO_CHOICE.selection, [2, 100], true) };
  expect(toChosenRows(choice, jobs).request).toEqual({ row_indexes: [2] });
});

it('asks for all rows that there were when they were counted, but for some', () => {
  const all = chooseAll({ count: 12_400, until: UNTIL });
  expect(jobs.map((one) => isChosen(all, one))).toEqual([true, true, false]);
  expect(toChosenRows(all, jobs)).toEqual({
    ...{ count: 12_400, canAsk: true, isAll: true, request: { rows: 'all', until: UNTIL } },
  });
  const but = { ...all, selection: withRows(all.selection, [7], false) };
  expect(toChosenRows(but, jobs)).toMatchObject({
    ...{ count: 12_399, canAsk: false, request: { rows: 'all', until: UNTIL, except_rows: [7] } },
  });
});
