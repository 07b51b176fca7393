import { expect, it } from 'vitest';
import { jobColumns } from '@/app/_batches/job-table/job-columns';

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
