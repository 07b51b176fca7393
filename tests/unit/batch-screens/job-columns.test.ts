import { expect, it } from 'vitest';
import { columnGroups } from '@/app/_batches/job-table/column-groups';
import { jobColumns } from '@/app/_batches/job-table/job-columns';
import {
  firstChoice,
  toChoice,
  toShownColumns,
  writtenColumns,
} from '@/app/_batches/job-table/shown-columns';

const ids = (isNarrow: boolean) => jobColumns(['order', 'email'], { isNarrow }).map((column) => column.id);

it("shows the file's columns before what became of the row", () => {
  expect(ids(false)).toEqual(['row', 'file-0', 'file-1', 'status', 'ended', 'took', 'tries', 'outcome']);
});

it('brings status and outcome into view on a phone, with every column still there', () => {
  expect(ids(true)).toEqual(['row', 'status', 'file-0', 'ended', 'took', 'tries', 'outcome', 'file-1']);
});

it('says what ran for each row where rows choose', () => {
  const columns = jobColumns(['order'], { isChosenByRow: true }).map((column) => column.id);
  expect(columns).toEqual(['row', 'file-0', 'status', 'automation', 'ended', 'took', 'tries', 'outcome']);
});

const HEADERS = ['order', 'email', 'city', 'note'];

it('shows the first columns of the file and all of ours until the reader chooses', () => {
  expect(toShownColumns(HEADERS, firstChoice(HEADERS))).toEqual({
    columns: [0, 1, 2],
    hidden: [],
    outputs: [],
  });
});

it('keeps every choice through the address, and draws a column for each output', () => {
  const shown = { columns: [1, 3], hidden: ['took', 'outcome'], outputs: ['total', 'file-0'] } as const;
  expect(toShownColumns(HEADERS, toChoice(HEADERS, shown))).toEqual(shown);
  const ids = jobColumns(['order'], { outputs: shown.outputs }).map((column) => column.id);
  expect(ids.slice(-4)).toEqual(['tries', 'output-total', 'output-file-0', 'outcome']);
});

it('offers every column but number and status, with outputs that no row at hand gave', () => {
  const choice = toChoice(['order'], { columns: [], hidden: ['tries'], outputs: ['gone'] });
  const groups = columnGroups({ headers: ['order'], automations: [] }, choice, ['total']);
  expect(groups.map(({ columns }) => columns.map(({ label, isShown }) => [label, isShown]))).toEqual([
    [['order', false]],
    [
      ['ended', true],
      ['took', true],
      ['tries', false],
      ['outcome', true],
    ],
    [
      ['total', false],
      ['gone', true],
    ],
  ]);
});

it('writes to a file what is shown: outputs one by one only where the outcome is hidden', () => {
  const all = { columns: [0, 1, 2, 3], hidden: [], outputs: ['total'] };
  expect(writtenColumns(HEADERS, all)).toEqual({});
  const outcome = [
    'automation',
    'status',
    'error_code',
    'error_message',
    'started_at',
    'ended_at',
    'evidence',
  ];
  expect(writtenColumns(HEADERS, { ...all, columns: [2], hidden: ['tries', 'took'] })).toEqual({
    columns: [2],
    outcome,
  });
  expect(writtenColumns(HEADERS, { ...all, hidden: ['outcome'] })).toMatchObject({ outputs: ['total'] });
});
