import { describe, expect, test } from 'vitest';
import { columnWidth, fillWidth } from '@/app/_batches/new/grid/column-width';
import { gridColumns } from '@/app/_batches/new/grid/grid-columns';
import { pagesFor } from '@/app/_batches/new/grid/row-cache';

describe('columns of the rows', () => {
  test('say their type in words, how many rows have a value, and what they are for', () => {
    const [amount, note] = gridColumns({
      headers: ['amount', 'note'],
      facts: [
        { type: 'number', format: 'decimal comma', filled_count: 4 },
        { type: 'string', format: null, filled_count: 1 },
      ],
      sampleRows: [['318,68', '']],
      rowCount: 4,
      inputsAt: new Map([[0, ['Total']]]),
      keyColumn: 'note',
    });
    expect(amount).toMatchObject({
      typeText: 'number, decimal comma',
      fillRate: 1,
      inputs: ['Total'],
      isKey: false,
      isNumber: true,
    });
    expect(note).toMatchObject({
      typeText: 'text',
      fillRate: 0.25,
      inputs: [],
      isKey: true,
      isNumber: false,
    });
  });

  test('before types are known the headers stand alone', () => {
    const input = { facts: [], sampleRows: [], rowCount: 0, inputsAt: new Map(), keyColumn: null };
    expect(gridColumns({ headers: ['a'], ...input })[0]).toMatchObject({ typeText: '', fillRate: null });
  });

  test('are as wide as their values, within bounds', () => {
    expect(columnWidth('id', ['1'])).toBe(columnWidth('no', ['2']));
    expect(columnWidth('id', ['x'.repeat(5000)])).toBe(columnWidth('y'.repeat(500), []));
    expect(columnWidth('id', ['漢'.repeat(12)])).toBeGreaterThan(columnWidth('id', ['x'.repeat(12)]));
  });

  test('few ones fill the view, many keep their width', () => {
    expect(fillWidth([{ width: 100 }, { width: 300 }], 800)).toEqual([{ width: 200 }, { width: 600 }]);
    expect(fillWidth([{ width: 100 }, { width: 300 }], 399)).toEqual([{ width: 100 }, { width: 300 }]);
  });
});

describe('pages in view', () => {
  test('are those that hold the positions', () => {
    expect(pagesFor(180, 230, [0])).toEqual([1, 2]);
    expect(pagesFor(-5, 20, [7])).toEqual([0]);
  });

  test('stay the same array while they are the same pages', () => {
    const now = [1, 2];
    expect(pagesFor(150, 250, now)).toBe(now);
  });
});
