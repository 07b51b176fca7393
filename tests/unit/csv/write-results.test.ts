import { describe, expect, it } from 'vitest';
import { csvLine, formatRow, neutraliseFormula } from '@/lib/csv/write-results';

describe('neutraliseFormula', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("http://x.example","y")',
    '+1+1',
    '-1+1',
    '-2+cmd|x',
    '@SUM(A1)',
    '\t=1',
    '\rx',
    '\nx',
    ' =1+1',
    '\uFEFF=1+1',
    '＝1+1',
    '＋1+1',
    '－A1',
    '＠SUM(A1)',
    '+49-30-1234',
    '-12.5-3',
  ])('puts an apostrophe before %j', (cell) => {
    expect(neutraliseFormula(cell)).toBe(`'${cell}`);
  });

  it.each([
    '-12.5',
    '+4',
    '-1,234.50',
    '-1.234,50',
    '+1e5',
    '-5 %',
    '-.5',
    '+49 30 1234',
    '+49 (0)30 1234',
    '+493012345',
  ])('leaves the number %j alone', (cell) => {
    expect(neutraliseFormula(cell)).toBe(cell);
  });

  it.each(['', '-', '---', 'plain', "it's", '1=1', 'a@b.example', '2026-01-02', 'x\ty'])(
    'leaves %j alone',
    (cell) => {
      expect(neutraliseFormula(cell)).toBe(cell);
    },
  );
});

describe('csvLine', () => {
  it.each([
    [['a', 'b'], 'a,b\r\n'],
    [['a,b', 'c"d', 'e\nf'], '"a,b","c""d","e\nf"\r\n'],
    [[''], '""\r\n'],
    [['', ''], ',\r\n'],
    [[' a '], '" a "\r\n'],
    [['sep=', ''], '"sep=",\r\n'],
  ])('writes %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it('keeps to the dialect', () => {
    expect(csvLine(['a,b', 'c;d'], { delimiter: ';', newline: 'lf' })).toBe('a,b;"c;d"\n');
  });
});

describe('formatRow', () => {
  it('neutralises unless asked for raw cells', () => {
    expect(formatRow(['=1+1', '-3'])).toBe("'=1+1,-3\r\n");
    expect(formatRow(['=1+1', '-3'], { raw: true })).toBe('=1+1,-3\r\n');
  });
});
