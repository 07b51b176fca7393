import { describe, expect, test } from 'vitest';
import { bindingOptions, inputsByColumn, sourceText } from '@/app/_batches/new/bindings/binding-words';
import { encodingOptions, encodingText } from '@/app/_batches/new/dialect-options';
import { filterOptions, filterQuery } from '@/app/_batches/new/grid/row-filter';
import { likelyAutomation } from '@/app/_batches/new/likely-automation';
import { namesText, newNames } from '@/app/_batches/new/problems/header-names';
import type { DialectJson } from '@/lib/domain/wire/dialect';
import { check, group, plan } from './intake-samples';

describe('column names that cannot be told apart', () => {
  test('the button says which names columns would get', () => {
    expect(namesText(newNames(['Name', 'email', 'Name']))).toBe('Name them Name and Name_2');
    expect(namesText(newNames(['Name', '']))).toBe('Name it column_2');
    expect(namesText(newNames(['Name', '', 'Name']))).toBe('Name them column_2 and Name_2');
    expect(namesText(newNames(['a', 'a', 'a', 'a', 'a']))).toBe('Name them a_2, a_3, a_4 and so on');
    expect(newNames(['a', 'b'])).toEqual([]);
  });
});

describe('what feeds an input', () => {
  test('similar columns come first, one text for all rows last', () => {
    const options = bindingOptions(
      ['a', 'Order-Nr', ''],
      [{ column: 1, header: 'Order-Nr', confidence: 0.82 }],
    );
    expect(options.map(({ label }) => label)).toEqual([
      ...['Order-Nr', 'a', 'column 3, without a name', 'The same text for all rows'],
    ]);
    expect(options[0]?.description).toBe('similar name, 82 %');
  });

  test('only what is worth a look is said', () => {
    expect(sourceText({ source: 'exact', confidence: 1 })).toBeNull();
    expect(sourceText({ source: 'remembered', confidence: 1 })).toEqual({
      text: 'as last time',
      isGuess: false,
    });
    expect(sourceText({ source: 'fuzzy', confidence: 0.82 })).toEqual({
      text: 'similar name, 82 %',
      isGuess: true,
    });
  });

  test('columns know their inputs by title', () => {
    expect([...inputsByColumn(plan)]).toEqual([[0, ['Order number']]]);
  });
});

describe('the automation that is proposed', () => {
  const input = { type: 'string', required: true } as const;
  const orders = {
    name: 'orders',
    title: 'Orders',
    version: 1,
    effect: 'read' as const,
    inputs: { order_no: input },
  };
  const more = { ...orders, name: 'more', inputs: { order_no: input, email: input } };

  test('is one whose needed inputs all have a column, with the most of them', () => {
    expect(likelyAutomation([orders], ['Order no'])?.name).toBe('orders');
    expect(likelyAutomation([orders, more], ['Order no', 'email'])?.name).toBe('more');
    expect(likelyAutomation([orders], ['Order no', 'task'])).toBeNull();
    expect(likelyAutomation([orders, more], ['Order no'])?.name).toBe('orders');
  });

  test('is none when several fit alike, or none does', () => {
    expect(likelyAutomation([orders, { ...orders, name: 'same' }], ['Order no'])).toBeNull();
    expect(likelyAutomation([orders], ['x'])).toBeNull();
  });
});

describe('which rows are shown', () => {
  const found = { ...check, invalid_count: 12, warning_count: 1, duplicate_count: 0, groups: [group] };

  test('only filters that show something are offered', () => {
    const labels = filterOptions(3000, found, 'all').map(({ label }) => label);
    expect(labels).toEqual(['All 3,000 rows', 'Rows with problems (13)', '12 rows: amount is no number']);
    expect(filterOptions(3000, undefined, 'all')).toHaveLength(1);
  });

  test('the one in use stays when its last row is mended', () => {
    const values = filterOptions(3000, check, 'group-1').map(({ value }) => value);
    expect(values).toEqual(['all', 'group-1']);
    expect(filterOptions(3000, check, 'dropped').map(({ value }) => value)).toEqual(['all', 'dropped']);
  });

  test('in the words of the API', () => {
    expect(filterQuery('all')).toEqual({});
    expect(filterQuery('done')).toEqual({ only: 'done' });
    expect(filterQuery('group-12')).toEqual({ group: '12' });
  });
});

describe('an encoding', () => {
  const dialect: DialectJson = {
    ...{ delimiter: ';', encoding: 'windows-1252', quote: '"', newline: 'crlf', bom: false },
    ...{ header_row: 1, skipped_lines: 0, encoding_source: 'guessed', encoding_confidence: 0.92 },
    encoding_alternatives: [{ encoding: 'iso-8859-2', confidence: 0.3 }],
  };

  test('says how sure the reader is, when it had to guess', () => {
    expect(encodingText(dialect)).toBe('Windows-1252 (92 %)');
    expect(encodingText({ ...dialect, encoding: 'utf-8', encoding_confidence: null })).toBe('UTF-8');
  });

  test('is offered with its likely alternatives first, each once', () => {
    const options = encodingOptions(dialect);
    expect(options.slice(0, 3)).toMatchObject([
      { value: 'windows-1252', description: 'likely, 92 %' },
      { value: 'iso-8859-2', description: 'likely, 30 %' },
      { value: 'utf-8' },
    ]);
    expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
  });
});
