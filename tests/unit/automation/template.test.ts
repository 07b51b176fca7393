import { describe, expect, it } from 'vitest';
import { renderTemplate, renderText } from '@/lib/automation/render-template';
import type { Scope } from '@/lib/automation/scope';
import { compileTemplate } from '@/lib/automation/template';
import { TemplateError } from '@/lib/automation/template-error';
import { startCpuClock } from '@/tests/support/cpu-clock';

const scope: Scope = {
  input: new Map([
    ['name', ' Zoë Müller '],
    ['empty', ''],
    ['day', '2026-11-24'],
    ['at', '2026-11-24T09:05:07Z'],
    ['price', '19,90'],
    ['sneaky', '{{ secret.key }}'],
    ['money', '$& $1 $$'],
  ]),
  row: new Map([
    ['Order no', 'AB-1'],
    ['größe', 'XL'],
    ['__proto__', 'own'],
  ]),
  var: new Map([['x', '1']]),
  secret: new Map([['key', 's3cret']]),
  batch: { id: 'b1' },
  job: { rowNumber: 7 },
  totp: (key) => `code of ${key}`,
};

/** The rendered text, or the code of the error. */
function render(source: string): string {
  try {
    return renderText(source, scope);
  } catch (error) {
    if (error instanceof TemplateError) return error.code;
    throw error;
  }
}

describe('rendering', () => {
  it.each([
    ['', ''],
    ['plain { } text }}', 'plain { } text }}'],
    ['{{name}}', ' Zoë Müller '],
    ['a{{ name | trim }}b{{ var.x }}c', 'aZoë Müllerb1c'],
    ['{{ row["Order no"] }}/{{ row.größe }}/{{ row[\'Order no\'] }}', 'AB-1/XL/AB-1'],
    ['{{ batch.id }}-{{ job.row_number }}', 'b1-7'],
    ['{{ secret.key }}', 's3cret'],
    ['{{ "{{" }} as text {{ "a\\"b" }}', '{{ as text a"b'],
    ['{{ name | trim | upper }}', 'ZOË MÜLLER'],
    ['{{ name | trim | lower }}', 'zoë müller'],
    ['{{ empty | default("-") }}', '-'],
    ['{{ name | trim | default("-") }}', 'Zoë Müller'],
    ['{{ var.none | default("d") }}', 'd'],
    ['{{ day | date("dd.MM.yyyy") }}', '24.11.2026'],
    ['{{ day | date("M/d/yyyy") }}', '11/24/2026'],
    ['{{ at | date("yyyy-MM-ddTHH:mm:ss") }}', '2026-11-24T09:05:07'],
    ['{{ empty | date("yyyy") }}', ''],
    ['{{ price | number }}', '19.90'],
    ['{{ empty | number }}', ''],
    ['{{ name | trim | slice(0, 3) }}', 'Zoë'],
    ['{{ name | trim | slice(4) }}', 'Müller'],
    ['{{ name | trim | slice(-3, -1) }}', 'le'],
    ['{{ "👍🏽a" | slice(2) }}', 'a'],
    ['{{ day | replace("-", "") }}', '20261124'],
    ['{{ day | replace("-", "$&") }}', '2026$&11$&24'],
    ['{{ money | replace("x", "y") }}', '$& $1 $$'],
    ['{{ name | trim | urlencode }}', 'Zo%C3%AB%20M%C3%BCller'],
    ['{{ "\ud800" | urlencode }}', '%EF%BF%BD'],
    ['{{ row["Order no"] | json }}', '"AB-1"'],
    ['{{ secret.key | totp }}', 'code of s3cret'],
    ['{{ row["__proto__"] }}', 'own'],
  ])('%s', (source, expected) => {
    expect(render(source)).toBe(expected);
  });

  it('never reads rendered text as a template again', () => {
    expect(render('{{ sneaky }}')).toBe('{{ secret.key }}');
    expect(render('{{ "{{ secret.key }}" | trim }}')).toBe('{{ secret.key }}');
  });

  it.each([
    ['{{ var.none }}', 'variable_missing', 'automation'],
    ['{{ row.none }}', 'column_missing', 'automation'],
    ['{{ row.constructor }}', 'column_missing', 'automation'],
    ['{{ var.toString }}', 'variable_missing', 'automation'],
    ['{{ secret.none }}', 'secret_missing', 'automation'],
    ['{{ none }}', 'input_missing', 'automation'],
    ['{{ name | date("yyyy") }}', 'template_value_invalid', 'input'],
    ['{{ name | number }}', 'template_value_invalid', 'input'],
  ])('%s fails as %s (%s)', (source, code, kind) => {
    expect(() => renderText(source, scope)).toThrow(expect.objectContaining({ code, kind }));
  });

  it('names no value in an error', () => {
    expect(() => renderText('{{ name | number }}', scope)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('Zoë') }),
    );
  });

  it('has no one-time codes where none are passed in', () => {
    const { totp: _, ...without } = scope;
    expect(() => renderText('{{ secret.key | totp }}', without)).toThrow(
      expect.objectContaining({ code: 'totp_unavailable' }),
    );
  });

  it('stops text that multiplies, before it is built', () => {
    const grow = ' | replace("a", "aaaaaaaaaaaaaaaaaaaa")'.repeat(15);
    expect(render(`{{ "a"${grow} }}`)).toBe('template_too_long');
    expect(render(`{{ "${'a'.repeat(600_000)}" }}{{ "${'a'.repeat(600_000)}" }}`)).toBe('template_too_long');
  });

  it('shows masked names as dots, whatever the filters', () => {
    const compiled = compileTemplate('{{ secret.key | slice(0, 2) }} {{ name | trim }}');
    if (!compiled.ok) throw new Error(compiled.problem.message);
    const words = renderTemplate(compiled.template, scope, { isMasked: ({ root }) => root === 'secret' });
    expect(words).toBe('••• Zoë Müller');
  });
});

describe('what compiles', () => {
  it.each([
    ['{{', 'template_syntax', 0],
    ['a {{ name', 'template_syntax', 2],
    ['{{ }}', 'template_syntax', 3],
    ['{{ name | }}', 'template_syntax', 10],
    ['{{ name name }}', 'template_syntax', 8],
    ['{{ name + 1 }}', 'template_syntax', 8],
    ['{{ name() }}', 'template_syntax', 7],
    ['{{ `a` }}', 'template_syntax', 3],
    ['{{ "open }}', 'template_syntax', 3],
    ['{{ name.length }}', 'template_unknown_name', 3],
    ['{{ name["constructor"] }}', 'template_unknown_name', 3],
    ['{{ process.env }}', 'template_unknown_name', 3],
    ['{{ __proto__ }}', 'template_unknown_name', 3],
    ['{{ constructor }}', 'template_unknown_name', 3],
    ['ab{{ nam }}', 'template_unknown_name', 5],
    ['{{ row }}', 'template_syntax', 7],
    ['{{ row[0] }}', 'template_syntax', 7],
    ['{{ batch.name }}', 'template_unknown_name', 9],
    ['{{ job.constructor }}', 'template_unknown_name', 7],
    ['{{ name | uper }}', 'template_unknown_filter', 10],
    ['{{ name | constructor }}', 'template_unknown_filter', 10],
    ['{{ name | trim(1) }}', 'template_syntax', 10],
    ['{{ name | slice }}', 'template_syntax', 10],
    ['{{ name | slice("a") }}', 'template_syntax', 10],
    ['{{ name | replace("", "a") }}', 'template_syntax', 10],
    ['{{ name | date("QQQQ") }}', 'template_syntax', 10],
    ['{{ name | date("dd MMM") }}', 'template_syntax', 10],
    ['{{ name | default(name) }}', 'template_syntax', 18],
    [`{{ name ${'| trim '.repeat(21)}}}`, 'template_syntax', 150],
  ])('%s: %s', (source, code, offset) => {
    const compiled = compileTemplate(source, ['name']);
    expect(compiled.ok ? null : compiled.problem).toMatchObject({ code, offset });
  });

  it.each([
    '{{'.repeat(200_000),
    `{{ "${'\\"'.repeat(200_000)}`,
    `{{ a${' '.repeat(400_000)}`,
    '{{ name }}'.repeat(100_000),
  ])('takes time in line with the length (%#)', (source) => {
    const cpuMs = startCpuClock();
    compileTemplate(source, ['name']);
    expect(cpuMs()).toBeLessThan(3000);
  });
});
