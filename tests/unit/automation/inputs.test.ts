import { describe, expect, it } from 'vitest';
import { type InputSpec, inputSpecSchema } from '@/lib/automation/input-spec';
import { checkCells } from '@/lib/automation/inputs';
import type { Reading } from '@/lib/domain/bindings';
import { startCpuClock } from '@/tests/support/cpu-clock';

type RawSpec = Parameters<typeof inputSpecSchema.parse>[0];

const bound = (reading?: Reading) => ({ it: { column: 0, header: 'it', reading } });

/** The value that a cell gives, or `!code`. */
function check(raw: RawSpec, cell: string, reading?: Reading): string {
  const spec = inputSpecSchema.parse(raw);
  const { values, problems } = checkCells({ it: spec }, bound(reading), [cell]);
  return problems[0] ? `!${problems[0].code}` : (values.get('it') ?? 'nothing');
}

describe('a cell against its type', () => {
  const cases: [RawSpec, string, string][] = [
    [{ type: 'string' }, ' 007 ', ' 007 '],
    [{ type: 'string' }, '   ', '!input_missing'],
    [{ type: 'string', required: false }, '  ', ''],
    [{ type: 'string', default: 'd' }, '', 'd'],
    [{ type: 'string', min: 2, max: 3 }, '👍👍', '👍👍'],
    [{ type: 'string', min: 2 }, 'a', '!too_small'],
    [{ type: 'string', max: 3 }, 'abcd', '!too_large'],
    [{ type: 'string', pattern: '[A-Z]{2}-\\d{4}' }, 'AB-1234', 'AB-1234'],
    [{ type: 'string', pattern: '[A-Z]{2}-\\d{4}' }, 'AB-12345', '!pattern_mismatch'],
    [{ type: 'string', pattern: 'a|b' }, 'ab', '!pattern_mismatch'],
    [{ type: 'secret' }, ' p w ', ' p w '],
    [{ type: 'file' }, ' https://x.example/scan.pdf', 'https://x.example/scan.pdf'],
    [{ type: 'file' }, 'data:text/plain;base64,aGk=', 'data:text/plain;base64,aGk='],
    [{ type: 'file' }, 'scan.pdf', '!type_invalid'],
    [{ type: 'file' }, '/etc/passwd', '!type_invalid'],
    [{ type: 'file' }, 'file:///etc/passwd', '!type_invalid'],
    [{ type: 'number' }, ' 12.50 ', '12.50'],
    [{ type: 'number' }, '+3', '3'],
    [{ type: 'number' }, '-0,5', '-0.5'],
    [{ type: 'number' }, '19,90', '19.90'],
    [{ type: 'number' }, '0,234', '0.234'],
    [{ type: 'number' }, '1,234', '!number_ambiguous'],
    [{ type: 'number' }, '1,234.50', '!type_invalid'],
    [{ type: 'number' }, '1e3', '!type_invalid'],
    [{ type: 'number' }, 'Infinity', '!type_invalid'],
    [{ type: 'number' }, '0x10', '!type_invalid'],
    [{ type: 'number' }, '12 €', '!type_invalid'],
    [{ type: 'number', min: 0 }, '-1', '!too_small'],
    [{ type: 'number', max: 10 }, '10,5', '!too_large'],
    [{ type: 'integer' }, '42', '42'],
    [{ type: 'integer' }, '42.0', '!type_invalid'],
    [{ type: 'integer', default: 3 }, '', '3'],
    [{ type: 'boolean' }, 'Yes', 'true'],
    [{ type: 'boolean' }, '0', 'false'],
    [{ type: 'boolean' }, 'maybe', '!type_invalid'],
    [{ type: 'boolean', default: false }, '', 'false'],
    [{ type: 'date' }, ' 2026-11-24 ', '2026-11-24'],
    [{ type: 'date' }, '24.11.2026', '24.11.2026'],
    [{ type: 'date' }, '2024-02-29', '2024-02-29'],
    [{ type: 'date' }, '2026-02-29', '!type_invalid'],
    [{ type: 'date' }, '11/24/2026', '2026-11-24'],
    [{ type: 'date' }, '24/11/2026 09:30', '2026-11-24T09:30:00'],
    [{ type: 'date' }, '03/04/2026', '!date_ambiguous'],
    [{ type: 'date' }, '03-04-2026', '!date_ambiguous'],
    [{ type: 'date' }, '04/04/2026', '2026-04-04'],
    [{ type: 'date' }, '31/31/2026', '!type_invalid'],
    [{ type: 'date', format: 'dd/MM/yyyy' }, '3/4/2026', '2026-04-03'],
    [{ type: 'date', format: 'M/d/yyyy' }, '03/04/2026 5:07 PM', '2026-03-04T17:07:00'],
    [{ type: 'date', format: 'dd.MM.yyyy' }, '2026-04-03', '!type_invalid'],
    [{ type: 'date', format: 'ddMMyyyy' }, '03042026', '2026-04-03'],
    [{ type: 'date', format: 'ddMMyyyy' }, '3042026', '!type_invalid'],
    [{ type: 'date', format: 'dd/MM/yyyy' }, '30/02/2026', '!type_invalid'],
    [{ type: 'date', format: 'dd/MM/yyyy', default: '2026-01-02' }, '', '2026-01-02'],
    [{ type: 'date', format: 'dd/MM/yyyy', max: '2026-04-02' }, '03/04/2026', '!too_large'],
    [{ type: 'number', decimal: ',' }, '1.234', '1234'],
    [{ type: 'number', decimal: ',' }, '1.234.567,5', '1234567.5'],
    [{ type: 'number', decimal: ',' }, '1 234,50', '1234.50'],
    [{ type: 'number', decimal: ',' }, '12.5', '!type_invalid'],
    [{ type: 'number', decimal: ',', default: 1.5 }, '', '1.5'],
    [{ type: 'number', decimal: '.' }, '1,234', '1234'],
    [{ type: 'number', decimal: '.' }, "1'234.5", '1234.5'],
    [{ type: 'number', decimal: '.' }, '1,23', '!type_invalid'],
    [{ type: 'number', decimal: '.' }, '1,234 567', '!type_invalid'],
    [{ type: 'number' }, '12,50-', '-12.50'],
    [{ type: 'number' }, '\u22123', '-3'],
    [{ type: 'integer', decimal: ',' }, '12.000', '12000'],
    [{ type: 'integer', decimal: ',' }, '12,5', '!type_invalid'],
    [{ type: 'date', min: '2026-01-01' }, '31.12.2025', '!too_small'],
    [{ type: 'date', max: '2026-01-01' }, '2026-01-02', '!too_large'],
    [{ type: 'email' }, ' a.b+c@example.org ', 'a.b+c@example.org'],
    [{ type: 'email' }, 'jürgen@müller.example', 'jürgen@müller.example'],
    [{ type: 'email' }, 'a@b', '!type_invalid'],
    [{ type: 'email' }, 'a b@example.org', '!type_invalid'],
    [{ type: 'email' }, 'a@example.org, b@example.org', '!type_invalid'],
    [{ type: 'url' }, 'https://example.org/a?b', 'https://example.org/a?b'],
    [{ type: 'url' }, 'javascript:alert(1)', '!type_invalid'],
    [{ type: 'url' }, 'example.org', '!type_invalid'],
    [{ type: 'enum', values: ['Basic', 'Team'] }, 'Team ', 'Team'],
    [{ type: 'enum', values: ['Basic', 'Team'] }, 'team', '!not_in_values'],
  ];
  it.each(cases)('%j with %j gives %j', (spec, cell, expected) => {
    expect(check(spec, cell)).toBe(expected);
  });
});

describe('a cell in the reading of its column', () => {
  it.each<[RawSpec, string, Reading, string]>([
    [{ type: 'number' }, '1,234', 'decimal_point', '1234'],
    [{ type: 'number' }, '1,234', 'decimal_comma', '1.234'],
    [{ type: 'number' }, '1.234', 'decimal_comma', '1234'],
    [{ type: 'number' }, '3.5', 'decimal_comma', '!type_invalid'],
    [{ type: 'number', decimal: '.' }, '3.5', 'decimal_comma', '3.5'],
    [{ type: 'date' }, '03/04/2026', 'day_first', '2026-04-03'],
    [{ type: 'date' }, '03/04/2026', 'month_first', '2026-03-04'],
    [{ type: 'date' }, '25/12/2026', 'month_first', '!type_invalid'],
    [{ type: 'date' }, '25.12.2026', 'month_first', '25.12.2026'],
    [{ type: 'date', format: 'yyyy-MM-dd' }, '2026-04-03', 'day_first', '2026-04-03'],
    [{ type: 'number', default: '1.500' }, '', 'decimal_comma', '1.500'],
  ])('%j with %j as %s gives %s', (spec, cell, reading, expected) => {
    expect(check(spec, cell, reading)).toBe(expected);
  });
});

it.each(['dd/MM', 'dd/dd/yyyy', 'MMM dd yyyy', 'dd/MM/yyyy HH:mm', ''])(
  'refuses the date format %j',
  (format) => {
    expect(inputSpecSchema.safeParse({ type: 'date', format }).success).toBe(false);
  },
);

it('counts an input without a cell as empty and leaves out what is not declared', () => {
  const spec: InputSpec = { type: 'string', required: true };
  const inputs = { a: spec, b: { ...spec, required: false } };
  const { values, problems } = checkCells(inputs, { c: { constant: 'x' } }, []);
  expect([...values]).toEqual([['b', '']]);
  expect(problems).toEqual([
    { input: 'a', code: 'input_missing', message: 'is empty, but the automation needs it' },
  ]);
});

it('never repeats a cell in a message', () => {
  const specs: RawSpec[] = [
    { type: 'number' },
    { type: 'email' },
    { type: 'date' },
    { type: 'boolean' },
    { type: 'enum', values: ['a'] },
    { type: 'string', max: 2 },
  ];
  for (const raw of specs) {
    const { problems } = checkCells({ it: inputSpecSchema.parse(raw) }, bound(), ['tell-tale']);
    expect(problems[0]?.message).not.toContain('tell-tale');
  }
});

it('matches patterns in linear time', () => {
  const spec = inputSpecSchema.parse({ type: 'string', pattern: '(a+)+b' });
  const cpuMs = startCpuClock();
  const { problems } = checkCells({ it: spec }, bound(), ['a'.repeat(20_000)]);
  expect(problems[0]?.code).toBe('pattern_mismatch');
  expect(cpuMs()).toBeLessThan(3000);
});
