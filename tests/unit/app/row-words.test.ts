import { expect, it } from 'vitest';
import { rowLabel, typedRow } from '@/app/_keyboard/row-words';
import type { JobJson } from '@/lib/domain/wire/job';

it.each([
  ['7', 7],
  ['1,204', 1204],
  ['1205', null],
  ['0', null],
  ['AB-7', null],
  ['', null],
])('%s is the number of a row, if there is one of that number', (text, row) => {
  expect(typedRow(text, 1204)).toBe(row);
});

it('says what of a row holds the text', () => {
  const found = { row_data: { key: 'AB-7', name: 'Zoë' }, output: { total: 48.2 }, error_message: null };
  const job = { ...found, row_index: 1203 } as unknown as JobJson;
  expect(rowLabel(job, 'zo')).toBe('Row 1,204 · Zoë');
  expect(rowLabel(job, '48')).toBe('Row 1,204 · 48.2');
  expect(rowLabel(job, 'what another text found')).toBe('Row 1,204');
  expect(rowLabel(7)).toBe('Row 7');
});
