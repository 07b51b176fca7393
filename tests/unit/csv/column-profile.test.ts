import { describe, expect, it } from 'vitest';
import { ColumnProfiler } from '@/lib/csv/column-profile';
import { shownValue } from '@/lib/csv/problem';

function profile(values: readonly string[]) {
  const profiler = new ColumnProfiler(['x']);
  for (const value of values) profiler.add([value]);
  const [column] = profiler.result();
  return [column?.type, column?.format, column?.filled_count];
}

describe('the type of a column', () => {
  it.each<[what: string, values: string[], type: string, format: string | null]>([
    ['nothing', ['', ' ', '\u00a0'], 'empty', null],
    ['words', ['Ada', 'Bo'], 'string', null],
    ['numbers', ['1', '-20', '+3', '0'], 'integer', null],
    ['codes with leading zeros', ['01234', '98765'], 'string', null],
    ['card numbers', ['4111111111111111', '4000000000000002'], 'string', null],
    ['decimal points', ['1.5', '20', '.25'], 'number', 'decimal point'],
    ['decimal commas', ['1,50', '20', '1.234,00'], 'number', 'decimal comma'],
    ['English thousands', ['1,234.50', '12'], 'number', 'decimal point'],
    ['Swiss thousands', ["1'234.50", '12.00'], 'number', 'decimal point'],
    ['French numbers', ['1 234,5', '12\u00a0345,6', '7'], 'number', 'decimal comma'],
    ['whole thousands with commas', ['1,234,567', '12,345', '5'], 'integer', 'thousands comma'],
    ['whole thousands with points', ['1.234.567', '12.345', '5'], 'integer', 'thousands point'],
    ['whole thousands with blanks', ['1 234', '12 345 678'], 'integer', 'thousands space'],
    ['three digits after a comma', ['1,234', '2,345'], 'number', 'thousands or decimal comma'],
    ['three digits after a point', ['1.234', '2.345'], 'number', 'thousands or decimal point'],
    ['three decimals after a comma', ['1,234', '0,345'], 'number', 'decimal comma'],
    ['days of ISO', ['2026-11-24', '2026-01-02'], 'date', 'yyyy-MM-dd'],
    ['times of ISO', ['2026-11-24T10:11:12Z', '2026-01-02 08:00'], 'date', 'yyyy-MM-dd'],
    ['German days', ['24.11.2026', '1.2.26'], 'date', 'dd.MM.yyyy'],
    ['British days', ['24/11/2026', '01/02/2026'], 'date', 'dd/MM/yyyy'],
    ['American days', ['11/24/2026', '01/02/2026'], 'date', 'MM/dd/yyyy'],
    ['days that could be either', ['01/02/2026', '03/04/2026'], 'date', 'dd/MM/yyyy or MM/dd/yyyy'],
    ['Dutch days', ['24-11-2026'], 'date', 'dd-MM-yyyy'],
    ['Japanese days', ['2026/11/24'], 'date', 'yyyy/MM/dd'],
    ['no days', ['32.11.2026', '24.13.2026'], 'string', null],
    ['version numbers', ['1.2.3', '10.20.30'], 'string', null],
    ['addresses of machines', ['10.0.0.1', '192.168.1.1'], 'string', null],
    ['codes that look like powers', ['1e5', '12E4'], 'string', null],
    ['times', ['12:30', '14:45'], 'string', null],
    ['phone numbers', ['+49 30 1234', '030-12345'], 'string', null],
    ['yes and no', ['yes', 'No', 'TRUE'], 'boolean', null],
    ['ones and zeros', ['1', '0'], 'integer', null],
    ['mail addresses', ['a@b.example', 'x.y+z@q.co.uk', '1@b.example'], 'email', null],
    ['names with an at sign', ['@ada', 'me@home'], 'string', null],
    ['addresses of pages', ['https://a.example/x?y=1', 'www.b.example'], 'url', null],
    ['words that begin like a page', ['house', 'www', 'http'], 'string', null],
    ['what stands between blanks', [' 12 ', '\t7'], 'integer', null],
  ])('%s', (_, values, type, format) => {
    const [found, foundFormat, filled] = profile(values);
    expect([found, foundFormat]).toEqual([type, format]);
    expect(filled).toBe(values.filter((value) => value.trim() !== '').length);
  });

  it('is not hidden by a few bad cells', () => {
    const mails = Array.from({ length: 99 }, (_, n) => `p${n}@a.example`);
    expect(profile([...mails, 'nobody'])).toEqual(['email', null, 100]);
    expect(profile([...mails.slice(0, 9), 'nobody'])).toEqual(['string', null, 10]);
  });

  it.each<[what: string, cells: (row: number) => string, type: string, filled: number]>([
    ['that are filled once in a while', (row) => (row % 1000 === 999 ? '2026-11-26' : ' '), 'date', 100],
    ['that are filled at the very end', (row) => (row === 99_999 ? 'a@b.example' : ''), 'email', 1],
    ['that turn into something else', (row) => (row < 50_000 ? String(row) : `no ${row}`), 'string', 100_000],
    ['that are one thing but for a few', (row) => (row % 30 === 0 ? '?' : String(row)), 'integer', 100_000],
  ])('looks at enough of many cells: %s', (_, cells, type, filled) => {
    const [found, , count] = profile(Array.from({ length: 100_000 }, (_, row) => cells(row)));
    expect([found, count]).toEqual([type, filled]);
  });

  it('counts a missing cell as not filled', () => {
    const profiler = new ColumnProfiler(['a', 'b']);
    profiler.add(['1']);
    expect(profiler.result().map((column) => column.filled_count)).toEqual([1, 0]);
  });

  it('takes no time for a cell that tempts a pattern', () => {
    const tempting = [
      '1'.repeat(1_000_000),
      `${'1,'.repeat(500_000)}x`,
      `${'a.'.repeat(500_000)}@`,
      'h'.repeat(1_000_000),
    ];
    expect(profile(tempting)[0]).toBe('string');
  });
});

describe('the value a problem shows', () => {
  it.each([
    ['short', 'short'],
    ['x'.repeat(200), 'x'.repeat(100)],
    ['😀'.repeat(200), '😀'.repeat(100)],
    ['a\u0000b', 'a\uFFFDb'],
  ])('%s', (cell, shown) => {
    expect(shownValue(cell)).toBe(shown);
  });
});
