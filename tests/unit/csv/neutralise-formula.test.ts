import { describe, expect, it } from 'vitest';
import { neutraliseFormula } from '@/lib/csv/neutralise-formula';
import { startCpuClock } from '@/tests/support/cpu-clock';

describe('neutraliseFormula', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("http://x.example","y")',
    '+1+1',
    '-1+1',
    '-2+cmd|x',
    '@SUM(A1)',
    '\tx',
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
    '-$A$1',
    '-€5+A1',
    `-2+3+cmd|' /C calc'!A0`,
    `-${'1'.repeat(100)}`,
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
    '-$12.50',
    '-12,50 €',
    '- £ 1,234.50',
    '+¥500',
    '-1.234,56',
    '-1\u202f234,56\u00a0€',
    '(12.50)',
    '+49 170 1234567',
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

  it.each([
    ['a;=HYPERLINK("http://x.example")', 'a;\'=HYPERLINK("http://x.example")'],
    ['a\t=1', "a\t'=1"],
    ['a\n=1', "a\n'=1"],
    ['a\r\n @SUM(A1)', "a\r\n' @SUM(A1)"],
    ['a;"=1+1;b', `a;'"=1+1;b`],
    ['a;\u200b＝1', "a;'\u200b＝1"],
    ['=1;=2', "'=1;'=2"],
    ['\t=1', "'\t'=1"],
    [';;=1;', ";;'=1;"],
  ])('puts one inside %j, which is several cells where lists have semicolons', (cell, written) => {
    expect(neutraliseFormula(cell)).toBe(written);
  });

  it.each(['a,=1', 'a;b', 'a;-5', 'a;-5 €;+49 30 1234', 'one\ntwo\n---', 'a;', '12;50', 'a = b; c'])(
    'leaves %j alone in a file with commas',
    (cell) => {
      expect(neutraliseFormula(cell)).toBe(cell);
    },
  );

  it.each([
    [',', 'a;=1', "a;'=1"],
    [';', 'a;=1,=2', "a;=1,'=2"],
    ['\t', 'a\t=1,=2;=3', "a\t=1,'=2;'=3"],
    ['|', 'a\t=1,=2;=3', "a\t'=1,'=2;'=3"],
  ])('looks for the separators that the file with %j does not have', (delimiter, cell, written) => {
    expect(neutraliseFormula(cell, delimiter)).toBe(written);
  });

  it('takes no time over long cells that are made to look like numbers', () => {
    const cpuMs = startCpuClock();
    for (const cell of [`+${'1'.repeat(200_000)}x`, `-1${' '.repeat(200_000)}x`, `a${'\n '.repeat(100_000)}`])
      neutraliseFormula(cell);
    expect(cpuMs()).toBeLessThan(2_000);
  });
});
