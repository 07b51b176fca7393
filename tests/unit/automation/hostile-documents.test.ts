import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAutomation } from '@/lib/automation/parse-automation';

const HEAD = 'version: 1\nname: a\nbase_url: http://x\neffect: read\n';

/** `line:column code` of every problem. */
function faults(source: string): string[] {
  const parsed = parseAutomation(source);
  return parsed.ok ? [] : parsed.problems.map((one) => `${one.line}:${one.column} ${one.code}`);
}

describe('hostile documents', () => {
  const bomb = ['a: &a [1,1,1,1,1,1,1,1]', 'b: &b [*a,*a,*a,*a,*a,*a,*a,*a]', 'c: [*b,*b,*b,*b,*b,*b,*b,*b]'];
  it.each([
    ['beyond 1 MB', 'x'.repeat(1_048_577), 'document_too_large'],
    ['more bytes than characters', 'é'.repeat(600_000), 'document_too_large'],
    ['60,000 keys', Array.from({ length: 60_000 }, (_, no) => `k${no}: 1`).join('\n'), 'document_too_large'],
    ['brackets', `a: ${'['.repeat(500_000)}`, 'document_too_deep'],
    ['lists in lists', `${'- '.repeat(400_000)}x`, 'document_too_deep'],
    ['alias bomb', bomb.join('\n'), 'yaml_aliases'],
    ['alias of itself', `${HEAD}steps:\n - wait_for: &a { not: *a }`, 'yaml_aliases'],
    ['51 aliases', `a: &a 1\nb: [${Array.from({ length: 51 }, () => '*a').join(', ')}]`, 'yaml_aliases'],
    ['merge keys', `${HEAD}steps:\n - &x { goto: /a }\n - <<: *x`, 'key_invalid'],
    ['NUL', `${HEAD}title: "a"\0\nsteps:\n - goto: /`, 'yaml_invalid'],
  ])('%s', (_, source, code) => {
    const parsed = parseAutomation(source);
    expect(parsed.ok ? 'accepted' : parsed.problems[0]?.code).toBe(code);
  });

  it('nest by indentation without an exception', () => {
    const deep = Array.from({ length: 1300 }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
    expect(parseAutomation(deep).ok).toBe(false);
  });

  it('keep to 100 problems', () => {
    const steps = Array.from({ length: 400 }, () => ' - goto: 1').join('\n');
    expect(faults(`${HEAD}steps:\n${steps}`)).toHaveLength(100);
  });

  it('never throw, whatever the text', () => {
    const words = [
      'steps',
      'goto',
      '{{',
      '}}',
      '[',
      '{',
      ':',
      '\n',
      ' ',
      '-',
      '&a',
      '*a',
      '"',
      "'",
      '|',
      '#',
      '!!',
      '?',
    ];
    const soup = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary' })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(soup, fc.boolean(), (pieces, hasHead) => {
        const parsed = parseAutomation((hasHead ? HEAD : '') + pieces.join(''));
        if (parsed.ok) return true;
        return (
          parsed.problems.length > 0 && parsed.problems.every(({ line, column }) => line > 0 && column > 0)
        );
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
