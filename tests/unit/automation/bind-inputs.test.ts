import { describe, expect, it } from 'vitest';
import { bindInputs } from '@/lib/automation/bind-inputs';
import type { InputSpec } from '@/lib/automation/input-spec';

const required: InputSpec = { type: 'string', required: true };
const optional: InputSpec = { type: 'string', required: false };

/** Header of the column that the input takes, or null. */
function headerFor(input: string, headers: string[]): string | null {
  const binding = bindInputs({ [input]: required }, headers).bindings[input];
  return binding && 'header' in binding ? binding.header : null;
}

describe('an input finds its column', () => {
  it.each([
    ['order_no', ['order_no'], 'order_no'],
    ['order_no', ['Order No', 'order_no'], 'order_no'],
    ['order_no', ['x', 'Order No.'], 'Order No.'],
    ['prenom', ['Prénom'], 'Prénom'],
    ['strasse', ['STRASSE'], 'STRASSE'],
    ['e_mail', ['E-Mail'], 'E-Mail'],
    ['order_no', ['Order No', 'ORDER-NO'], null],
    ['order_no', ['order_no', 'order_no'], null],
    ['order_no', ['order_number'], null],
    ['a', ['', '!!', 'b'], null],
    ['a', ['__proto__', 'constructor'], null],
  ])('%s in %j: %s', (input, headers, expected) => {
    expect(headerFor(input, headers)).toBe(expected);
  });
});

it('takes overrides first, and says which of them lead nowhere', () => {
  const inputs = { a: required, b: required, c: optional, d: required };
  const bound = bindInputs(inputs, ['a', 'B', 'other'], { a: 'other', d: 'gone', zz: 'a' });
  expect(bound).toEqual({
    bindings: { a: { column: 2, header: 'other' }, b: { column: 1, header: 'B' } },
    unbound: ['d'],
    unknownOverrides: ['zz'],
    missingColumns: ['d'],
  });
});
