import { describe, expect, it } from 'vitest';
import { type InputSpec, inputSpecSchema } from '@/lib/automation/input-spec';
import { checkInputs } from '@/lib/automation/inputs';

type RawSpec = Parameters<typeof inputSpecSchema.parse>[0];

/** The value that a cell gives, or `!code`. */
function check(raw: RawSpec, cell: string): string {
  const spec = inputSpecSchema.parse(raw);
  const { values, problems } = checkInputs({ it: spec }, new Map([['it', cell]]));
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
    [{ type: 'file' }, 'scan.pdf', 'scan.pdf'],
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
    [{ type: 'date' }, '11/24/2026', '!type_invalid'],
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

it('counts an input without a cell as empty and leaves out what is not declared', () => {
  const spec: InputSpec = { type: 'string', required: true };
  const { values, problems } = checkInputs(
    { a: spec, b: { ...spec, required: false } },
    new Map([['c', 'x']]),
  );
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
    const { problems } = checkInputs({ it: inputSpecSchema.parse(raw) }, new Map([['it', 'tell-tale']]));
    expect(problems[0]?.message).not.toContain('tell-tale');
  }
});

it('matches patterns in linear time', () => {
  const spec = inputSpecSchema.parse({ type: 'string', pattern: '(a+)+b' });
  const start = performance.now();
  const { problems } = checkInputs({ it: spec }, new Map([['it', 'a'.repeat(20_000)]]));
  expect(problems[0]?.code).toBe('pattern_mismatch');
  expect(performance.now() - start).toBeLessThan(3000);
});
