import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindInputs } from '@/lib/automation/bind-inputs';
import type { FileColumn } from '@/lib/automation/column-candidates';
import type { InputSpec, InputType } from '@/lib/automation/input-spec';
import { startCpuClock } from '@/tests/support/cpu-clock';

const required: InputSpec = { type: 'string', required: true };
const optional: InputSpec = { type: 'string', required: false };
const ofType = (type: InputType): InputSpec => ({ type, required: true });
const named = (...headers: string[]): FileColumn[] => headers.map((header) => ({ header }));

/** Header of the column that the input takes with how it was found, or null. */
function found(input: string, headers: string[], spec = required): string | null {
  const [bound] = bindInputs({ [input]: spec }, named(...headers)).inputs;
  return bound?.binding && 'header' in bound.binding ? `${bound.source}: ${bound.binding.header}` : null;
}

describe('an input finds its column', () => {
  it.each([
    ['order_no', ['order_no'], 'exact: order_no'],
    ['order_no', [' order_no '], 'exact:  order_no '],
    ['order_no', ['Order No', 'order_no'], 'exact: order_no'],
    ['order_no', ['order_no', 'params.order_no'], 'exact: params.order_no'],
    ['order_no', ['x', 'Order No.'], 'normalised: Order No.'],
    ['prenom', ['Prénom'], 'normalised: Prénom'],
    ['strasse', ['STRASSE'], 'normalised: STRASSE'],
    ['e_mail', ['E-Mail'], 'normalised: E-Mail'],
    ['order_no', ['order_number'], 'fuzzy: order_number'],
    ['order_id', ['Customer', 'Order No.'], 'fuzzy: Order No.'],
    ['email', ['Name', 'E-Mail Adresse'], 'fuzzy: E-Mail Adresse'],
    ['order_no', ['Bestellnummer', 'Kundennummer'], 'fuzzy: Bestellnummer'],
    ['customer_id', ['Bestellnummer', 'Kundennummer'], 'fuzzy: Kundennummer'],
    ['first_name', ['Vorname', 'Nachname'], 'fuzzy: Vorname'],
    ['postcode', ['Straße', 'PLZ', 'Ort'], 'fuzzy: PLZ'],
    ['phone', ['Téléphone'], 'fuzzy: Téléphone'],
    ['address', ['adress'], 'fuzzy: adress'],
    ['quantity', ['Qty'], 'fuzzy: Qty'],
    ['orderNumber', ['Order #'], 'fuzzy: Order #'],
    // Two columns could be meant: none is taken.
    ['order_no', ['Order No', 'ORDER-NO'], null],
    ['order_no', ['order_no', 'order_no'], null],
    ['order_id', ['Order No.', 'Order number'], null],
    ['email', ['Ship e-mail', 'Bill e-mail'], null],
    // Not near enough.
    ['name', ['Customer name'], null],
    ['count', ['country'], null],
    ['address_1', ['address_2'], null],
    ['id', ['valid'], null],
    ['a', ['', '!!', 'b'], null],
    ['a', ['__proto__', 'constructor'], null],
  ])('%s in %j: %s', (input, headers, expected) => {
    expect(found(input, headers)).toBe(expected);
  });

  it('by its title too', () => {
    const spec: InputSpec = { ...required, title: 'Invoice number' };
    expect(found('ref', ['Invoice Number'], spec)).toBe('normalised: Invoice Number');
    expect(found('ref', ['Rechnungsnr.'], spec)).toBe('fuzzy: Rechnungsnr.');
  });

  it.each([
    ['email', 'email', 'Customer e-mail'],
    ['email', undefined, null],
    ['email', 'number', null],
  ] as const)('an %s in a column that holds %s', (type, columnType, expected) => {
    const columns = [{ header: 'Customer e-mail', type: columnType }];
    const binding = bindInputs({ email: ofType(type) }, columns).bindings.email;
    expect(binding && 'header' in binding ? binding.header : null).toBe(expected);
  });
});

describe('what is not clear is offered', () => {
  it('with the nearest first', () => {
    const [bound] = bindInputs(
      { email: required },
      named('Name', 'Bill e-mail', 'E-mail to use', 'E-Mail'),
    ).inputs;
    expect(bound?.candidates.map(({ header }) => header)).toEqual(['E-Mail', 'Bill e-mail', 'E-mail to use']);
  });

  it('and two inputs never share a column for its similar name', () => {
    const bound = bindInputs({ order_id: required, order_code: required }, named('Order number'));
    expect(bound.unbound).toEqual(['order_id', 'order_code']);
    const { bindings } = bindInputs({ order: required, order_no: required }, named('Order', 'x'));
    expect(bindings).toEqual({ order: { column: 0, header: 'Order' } });
  });
});

describe('choices', () => {
  it('come first, and it is said which of them lead nowhere', () => {
    const inputs = { a: required, b: required, c: optional, d: required, e: required, f: required };
    const chosen = {
      a: 'other',
      d: 'gone',
      zz: 'a',
      e: { constant: '' },
      f: { column: 1 },
      g: { column: 9 },
    };
    const bound = bindInputs(inputs, named('a', 'B', 'other'), { chosen });
    expect(bound).toMatchObject({
      bindings: {
        a: { column: 2, header: 'other' },
        b: { column: 1, header: 'B' },
        e: { constant: '' },
        f: { column: 1, header: 'B' },
      },
      unbound: ['d'],
      unknownInputs: ['zz', 'g'],
      missingColumns: ['gone'],
    });
    expect(bindInputs({ a: required }, named('x'), { chosen: { a: { column: 1 } } }).missingColumns).toEqual([
      'column 2',
    ]);
  });

  it('of the last time come next, wherever the column stands now', () => {
    const inputs = { email: required, country: required, gone: optional };
    const remembered = {
      email: { column: 0, header: 'Bill E-Mail' },
      country: { constant: 'DE' },
      gone: { column: 5, header: 'no more' },
      other: { column: 0, header: 'Bill E-Mail' },
    };
    const columns = named('email', 'country', 'bill e-mail', 'Bill E-Mail');
    const { inputs: bound } = bindInputs(inputs, columns, { remembered });
    expect(bound.map(({ binding, source }) => [source, binding])).toEqual([
      ['remembered', { column: 3, header: 'Bill E-Mail' }],
      ['remembered', { constant: 'DE' }],
      [null, null],
    ]);
    const again = bindInputs({ email: required }, columns, {
      remembered: { email: { column: 0, header: 'email' } },
    });
    expect(again.inputs[0]?.source).toBe('exact');
    const read = { email: { column: 3, header: 'Bill E-Mail', reading: 'day_first' } } as const;
    expect(bindInputs({ email: required }, columns, { remembered: read }).bindings).toEqual({
      email: { column: 3, header: 'Bill E-Mail' },
    });
  });
});

const header = fc.oneof(
  fc.constantFrom('order', 'Order No.', 'order_no', 'E-Mail', 'email', 'mail', 'id', 'ID', '__proto__', ''),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);
const inputName = fc.constantFrom(
  'order_no',
  'order_id',
  'order',
  'email',
  'mail',
  'id',
  'name',
  'first_name',
);

it('holds for any headers: bindings lead to the columns they name, fuzzy ones to columns of their own', () => {
  fc.assert(
    fc.property(fc.array(header, { maxLength: 12 }), fc.uniqueArray(inputName), (headers, names) => {
      const inputs = Object.fromEntries(names.map((name) => [name, required]));
      const bound = bindInputs(inputs, named(...headers));
      const columns = bound.inputs.flatMap(({ binding, source }) =>
        binding && 'column' in binding ? [{ ...binding, source }] : [],
      );
      for (const { column, header: name } of columns) expect(headers[column]).toBe(name);
      for (const { column, source } of columns) {
        if (source === 'fuzzy') expect(columns.filter((other) => other.column === column)).toHaveLength(1);
      }
      for (const { binding, confidence, candidates } of bound.inputs) {
        expect(confidence === null).toBe(binding === null);
        for (const one of candidates) expect(one.confidence).toBeGreaterThan(0);
        for (const one of candidates) expect(one.confidence).toBeLessThanOrEqual(0.95);
      }
      expect([...bound.unbound, ...Object.keys(bound.bindings)].sort()).toEqual([...names].sort());
    }),
  );
});

it('takes little time for the widest file', () => {
  const columns = named(...Array.from({ length: 1000 }, (_, n) => `${'Kundenbestellnummer '.repeat(8)}${n}`));
  const inputs = Object.fromEntries(
    Array.from({ length: 10 }, (_, n) => [`customer_order_number_${n}`, required]),
  );
  const cpuMs = startCpuClock();
  bindInputs(inputs, columns);
  expect(cpuMs()).toBeLessThan(4000);
});
