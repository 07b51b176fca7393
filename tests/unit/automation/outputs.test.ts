import { describe, expect, it } from 'vitest';
import { coerceOutput, type RawOutput } from '@/lib/automation/outputs';
import type { ExtractField } from '@/lib/automation/steps/extract';

const plain: ExtractField = { output: 'it', mode: 'text', isList: false, isRequired: true };

function coerce(field: Partial<ExtractField>, raw: RawOutput): unknown {
  const result = coerceOutput({ ...plain, ...field }, raw);
  return result.ok ? result.value : `!${result.code}`;
}

describe('what was read becomes a value', () => {
  const cases: [Partial<ExtractField>, RawOutput, unknown][] = [
    [{}, '  Shipped \n', 'Shipped'],
    [{ mode: 'value' }, ' kept ', ' kept '],
    [{ mode: 'value', normalize: 'trim' }, ' cut ', 'cut'],
    [{ normalize: 'lower' }, 'ÄB', 'äb'],
    [{ normalize: 'upper' }, 'äb', 'ÄB'],
    [{}, null, '!output_missing'],
    [{}, '  ', '!output_missing'],
    [{ isRequired: false }, null, null],
    [{ default: 'none' }, null, 'none'],
    [{ default: '0', as: 'number' }, '', 0],
    [{ as: 'number' }, '12.50', 12.5],
    [{ as: 'number' }, '€ 1,234.50', 1234.5],
    [{ as: 'number' }, '1.234,50 €', 1234.5],
    [{ as: 'number' }, '1 234 567', 1234567],
    [{ as: 'number' }, '1,234', '!output_invalid'],
    [{ as: 'number' }, '-5 %', -5],
    [{ as: 'number' }, '2 of 3', '!output_invalid'],
    [{ as: 'number' }, 'n/a', '!output_invalid'],
    [{ as: 'integer' }, '42', 42],
    [{ as: 'integer' }, '4.5', '!output_invalid'],
    [{ as: 'boolean' }, 'Yes', true],
    [{ as: 'boolean' }, 'off', false],
    [{ as: 'boolean' }, 'perhaps', '!output_invalid'],
    [{ as: 'date' }, '24.11.2026', '2026-11-24'],
    [{ as: 'date' }, 'soon', '!output_invalid'],
    [{ as: 'json' }, '{"a":[1]}', { a: [1] }],
    [{ as: 'json' }, '{', '!output_invalid'],
    [{ mode: 'count', as: 'integer' }, 3, 3],
    [{ mode: 'count', as: 'integer' }, 0, 0],
    [{ isList: true }, [' a ', 'b'], ['a', 'b']],
    [{ isList: true, as: 'number' }, ['1', 'x'], '!output_invalid'],
    [{ isList: true }, [], '!output_missing'],
    [{ isList: true, isRequired: false }, [], []],
    [{ isList: true, as: 'number', default: '7' }, [], [7]],
  ];
  it.each(cases)('%j of %j is %j', (field, raw, expected) => {
    expect(coerce(field, raw)).toEqual(expected);
  });
});

it('names the output, not what the page says', () => {
  expect(coerceOutput({ ...plain, as: 'number' }, 'tell-tale')).toEqual({
    ok: false,
    code: 'output_invalid',
    message: 'it is no number on the page',
  });
});
