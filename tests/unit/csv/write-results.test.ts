import { describe, expect, it } from 'vitest';
import { csvLine, formatRow } from '@/lib/csv/write-results';

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

  it('neutralises for the separator that the file has', () => {
    expect(formatRow(['a;=1', 'a,=1'])).toBe('a;\'=1,"a,=1"\r\n');
    expect(formatRow(['a;=1', 'a,=1'], { delimiter: ';' })).toBe('"a;=1";a,\'=1\r\n');
  });
});
