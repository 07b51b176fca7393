import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '@/lib/automation/parse-command';

function read(cell: string): [string, Record<string, string>] | string {
  const parsed = parseCommand(cell);
  return parsed.ok ? [parsed.command.name, Object.fromEntries(parsed.command.values)] : parsed.code;
}

describe('a command', () => {
  it.each([
    ['@order-status', ['order-status', {}]],
    ['order-status', ['order-status', {}]],
    ['  @order-status  ', ['order-status', {}]],
    ['@@order-status', ['@order-status', {}]],
    ['@a order_id=AB-1', ['a', { order_id: 'AB-1' }]],
    ['@a order_id=AB-1\temail=x@y.org\nz=1', ['a', { order_id: 'AB-1', email: 'x@y.org', z: '1' }]],
    ['@a note="two words"', ['a', { note: 'two words' }]],
    ["@a note='two words'", ['a', { note: 'two words' }]],
    [`@a note="it's"`, ['a', { note: "it's" }]],
    [`@a note='say "yes"'`, ['a', { note: 'say "yes"' }]],
    ['@a note="say \\"yes\\""', ['a', { note: 'say "yes"' }]],
    ["@a note='it\\'s'", ['a', { note: "it's" }]],
    ['@a note=two\\ words', ['a', { note: 'two words' }]],
    ['@a path=C:\\temp\\new', ['a', { path: 'C:\\temp\\new' }]],
    ['@a path="C:\\\\temp"', ['a', { path: 'C:\\temp' }]],
    ['@a end=\\', ['a', { end: '\\' }]],
    ['@a x=', ['a', { x: '' }]],
    ['@a x=""', ['a', { x: '' }]],
    ['@a x=1=2', ['a', { x: '1=2' }]],
    ['@a x=a"b c"d', ['a', { x: 'ab cd' }]],
    ['@a "x"=1', ['a', { x: '1' }]],
    ['@a x=日本 y="Ö Ü"', ['a', { x: '日本', y: 'Ö Ü' }]],
    ["'@a", ['a', {}]],
    ["'@a x='1 2'", ['a', { x: '1 2' }]],
    ["'@a' x=1", ['a', { x: '1' }]],
    ['', 'command_no_name'],
    ['   ', 'command_no_name'],
    ['@', 'command_no_name'],
    ['@ order-status', 'command_no_name'],
    ['""', 'command_no_name'],
    ['@a word', 'command_not_pair'],
    ['@a x = 1', 'command_not_pair'],
    ['@a =1', 'command_not_pair'],
    ['@a "x=1"', 'command_not_pair'],
    ['@a x="open', 'command_quote_open'],
    ['@a x=\'open"', 'command_quote_open'],
    ['@a x=1 x=2', 'command_key_twice'],
    [`@a x=${'y'.repeat(20_000)}`, 'command_too_long'],
    [`@a ${Array.from({ length: 201 }, (_, n) => `k${n}=1`).join(' ')}`, 'command_too_long'],
  ])('%s', (cell, expected) => {
    expect(read(cell)).toEqual(expected);
  });

  it('may name anything, without reaching what every object has', () => {
    const parsed = parseCommand('@__proto__ __proto__=1 constructor=2 toString=3');
    expect(parsed.ok && [...parsed.command.values]).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['toString', '3'],
    ]);
    expect(({} as { toString: unknown }).toString).toBe(Object.prototype.toString);
  });
});

/** Any text as the value of a key, written so that it survives. */
function quoted(text: string, quote: '"' | "'"): string {
  const escaped = text.replace(/["'\\]/g, (char) => `\\${char}`);
  return `${quote}${escaped}${quote}`;
}

it('gives back what was quoted, whatever it is', () => {
  const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/);
  const pairs = fc.uniqueArray(fc.tuple(key, fc.string({ unit: 'binary' }), fc.constantFrom('"', "'")), {
    selector: ([name]) => name,
    maxLength: 20,
  });
  fc.assert(
    fc.property(pairs, fc.constantFrom(' ', '\t', '  \n'), (given, gap) => {
      const cell = ['@name', ...given.map(([name, text, quote]) => `${name}=${quoted(text, quote)}`)].join(
        gap,
      );
      expect(read(cell)).toEqual(['name', Object.fromEntries(given.map(([name, text]) => [name, text]))]);
    }),
  );
});

it('answers any cell, and repeats none of it in its message', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('@', '=', '"', "'", '\\', ' ', '\0', 'Q', '\u2028') }),
      (cell) => {
        const parsed = parseCommand(cell);
        if (!parsed.ok) expect(parsed.message).not.toMatch(/[@"'\\Q]/);
      },
    ),
  );
});
