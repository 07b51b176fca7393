import { describe, expect, it } from 'vitest';
import { describeReading, ReadingFinder, withReadings } from '@/lib/automation/column-readings';
import { type InputSpec, inputSpecSchema } from '@/lib/automation/input-spec';

type RawSpec = Parameters<typeof inputSpecSchema.parse>[0];

/** The reading that these cells of one column give, in words; null when they tell nothing. */
function readingOf(raw: RawSpec, cells: readonly string[]): string | null {
  const inputs: Record<string, InputSpec> = { it: inputSpecSchema.parse(raw) };
  const finder = new ReadingFinder(inputs, { it: { column: 1, header: 'it' } });
  for (const [index, cell] of cells.entries()) finder.add(index, ['x', cell]);
  const [found] = finder.result();
  return found ? describeReading(found) : null;
}

describe('the reading of a column', () => {
  it.each<[RawSpec, string[], string | null]>([
    [
      { type: 'date' },
      ['03/04/2026', '', '25/12/2026'],
      'it is read as day/month/year because row 3 says "25/12/2026".',
    ],
    [
      { type: 'date' },
      ['03-04-2026', '12-25-2026'],
      'it is read as month/day/year because row 2 says "12-25-2026".',
    ],
    [{ type: 'date' }, ['03/04/2026', '04/04/2026', '2026-12-25', '25.12.2026'], null],
    [{ type: 'date', format: 'MM/dd/yyyy' }, ['25/12/2026'], null],
    [
      { type: 'date' },
      ['25/12/2026', '12/25/2026'],
      'it is written in two ways: row 1 says "25/12/2026", row 2 says "12/25/2026".',
    ],
    [{ type: 'number' }, ['1,234', '12.5'], 'it is read with a decimal point because row 2 says "12.5".'],
    [
      { type: 'number' },
      ['1,234', '1.234.567'],
      'it is read with a decimal comma because row 2 says "1.234.567".',
    ],
    [{ type: 'number' }, ['1,234', '1 234', '1.234', '7'], null],
    [{ type: 'integer' }, ['1,234,567'], 'it is read with a decimal point because row 1 says "1,234,567".'],
    [{ type: 'number' }, ['0,500'], 'it is read with a decimal comma because row 1 says "0,500".'],
    [{ type: 'string' }, ['12,5'], null],
  ])('%j of %j', (spec, cells, words) => {
    expect(readingOf(spec, cells)).toBe(words);
  });

  it('is that of nearly all cells when a few are wrong', () => {
    const cells = [...Array.from({ length: 19 }, () => '12,5'), '3.5'];
    expect(readingOf({ type: 'number' }, cells)).toContain('decimal comma');
    expect(readingOf({ type: 'number' }, [...cells, '4.5'])).toContain('two ways');
  });

  it('goes into the bindings, where a person has not chosen one', () => {
    const inputs = {
      a: inputSpecSchema.parse({ type: 'number' }),
      b: inputSpecSchema.parse({ type: 'number' }),
    };
    const bindings = {
      a: { column: 0, header: 'a' },
      b: { column: 0, header: 'a', reading: 'decimal_point' as const },
      c: { constant: '1,5' },
    };
    const finder = new ReadingFinder(inputs, bindings);
    finder.add(0, ['1,5']);
    expect(withReadings(bindings, finder.result())).toEqual({
      ...bindings,
      a: { column: 0, header: 'a', reading: 'decimal_comma' },
    });
  });
});
