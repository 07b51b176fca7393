import { describe, expect, test } from 'vitest';
import type { AutomationChoice } from '@/app/_batches/new/automation-choice';
import {
  bindingsOf,
  EMPTY_DRAFT,
  likelyAutomation,
  obstacles,
  rowsToRun,
  toRequest,
} from '@/app/_batches/new/batch-draft';
import type { CsvPreviewJson } from '@/app/_batches/new/use-preview';

const input = (name: string, isRequired = true) => ({
  name,
  title: name,
  type: 'string',
  isRequired,
  hasDefault: false,
});
const orders: AutomationChoice = {
  name: 'order-status',
  title: 'Look an order up',
  version: 3,
  effect: 'read',
  inputs: [input('order_no'), input('email', false)],
  steps: [],
};
const signup: AutomationChoice = { ...orders, name: 'signup', inputs: [input('customer_no')] };

const preview = (problems: CsvPreviewJson['problems'] = []): CsvPreviewJson => ({
  dialect: {
    ...{
      delimiter: ';',
      encoding: 'utf-8',
      quote: '"',
      newline: 'lf',
      bom: false,
      header_row: 1,
      skipped_lines: 0,
    },
    ...{ encoding_source: 'utf8' as const, encoding_confidence: null, encoding_alternatives: [] },
  },
  partial: false,
  headers: ['Order no', 'amount'],
  columns: [],
  row_count: 3,
  rows: [['AB-1', '3']],
  unique_column: null,
  problems,
  problem_count: problems.length,
  problem_groups: [],
});
const badRow = { code: 'too_many_cells', severity: 'error', row: 2, line: 3, message: 'Row 2 has 4 cells.' };

describe('a new batch', () => {
  test('inputs find the column of the same name, however it is written', () => {
    expect(bindingsOf(orders, ['Order no', 'amount'], {})).toEqual({ order_no: { header: 'Order no' } });
  });

  test('a choice wins over the name, and a column that is gone counts as no choice', () => {
    const headers = ['Order no', 'amount'];
    expect(bindingsOf(orders, headers, { order_no: { header: 'amount' } })).toEqual({
      order_no: { header: 'amount' },
    });
    expect(bindingsOf(orders, headers, { order_no: { header: 'old name' } })).toEqual({});
  });

  test('the only automation that fits the columns is proposed', () => {
    expect(likelyAutomation([orders, signup], ['Order no'])?.name).toBe('order-status');
    expect(likelyAutomation([orders, signup], ['x'])).toBeNull();
  });

  test('a needed input without a source blocks, an optional one does not', () => {
    const draft = { ...EMPTY_DRAFT, automation: signup };
    expect(obstacles(draft, preview())).toEqual(['customer_no needs a column or a text.']);
    expect(obstacles({ ...draft, automation: orders }, preview())).toEqual([]);
  });

  test('rows with errors block until they are left out, and then do not count', () => {
    const draft = { ...EMPTY_DRAFT, automation: orders };
    expect(obstacles(draft, preview([badRow]))).toHaveLength(1);
    const without = { ...draft, onlyValidRows: true };
    expect(obstacles(without, preview([badRow]))).toEqual([]);
    expect(rowsToRun(without, preview([badRow]))).toBe(2);
    expect(rowsToRun({ ...without, limit: 1 }, preview([badRow]))).toBe(1);
  });

  test('a fault of the file as a whole cannot be left out', () => {
    const fault = { code: 'header_blank', severity: 'error', message: 'Column 2 has no name.' };
    const draft = { ...EMPTY_DRAFT, automation: orders, onlyValidRows: true };
    expect(obstacles(draft, preview([fault]))).toEqual(['Column 2 has no name.']);
  });

  test('a setting out of its bounds blocks', () => {
    const draft = { ...EMPTY_DRAFT, automation: orders, settings: { concurrency: 500 } };
    expect(obstacles(draft, preview())).toEqual(['One of the settings is not valid.']);
  });

  test('the request carries what was chosen and pins the version that was shown', () => {
    const draft = {
      ...EMPTY_DRAFT,
      automation: orders,
      chosen: { email: { constant: 'a@b.example' } },
      dialect: { delimiter: ';' },
      limit: 10,
    };
    expect(toRequest(draft, 'u1', preview(), true)).toEqual({
      upload_id: 'u1',
      automation: 'order-status',
      automation_version: 3,
      bindings: { order_no: 'Order no', email: { constant: 'a@b.example' } },
      rows: 'all',
      settings: {},
      start: true,
      dialect: { delimiter: ';' },
      limit: 10,
    });
  });
});
