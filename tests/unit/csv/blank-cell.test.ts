import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isBlank } from '@/lib/csv/blank-cell';

it('is blank what trim leaves nothing of', () => {
  expect(isBlank(undefined)).toBe(true);
  const unit = fc.constantFrom(
    '',
    ' ',
    '\t',
    '\u00a0',
    '\u2003',
    '\uFEFF',
    '\u007f',
    '\u001f',
    '\0',
    'a',
    '!',
    '~',
    'é',
  );
  fc.assert(fc.property(fc.string({ unit, maxLength: 4 }), (cell) => isBlank(cell) === (cell.trim() === '')));
});
