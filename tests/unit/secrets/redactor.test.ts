import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, NO_SECRETS, REDACTED } from '@/lib/secrets/redactor';
import { startCpuClock } from '@/tests/support/cpu-clock';

const SECRET = 'Tr0ub4dor & "3"/<é>';

/** Every way in which a page, an address, a log or a header may write a text. */
const WRITINGS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'lower case': (text) => text.toLowerCase(),
  'upper case': (text) => text.toUpperCase(),
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1),
  'ASCII JSON': (text) =>
    JSON.stringify(text).replace(
      /[^ -~]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  'a component of an address': (text) => encodeURIComponent(text),
  'an address': (text) => new URL(`http://a.test/?q=${encodeURI(text)}`).href,
  'a form': (text) => new URLSearchParams({ q: text }).toString(),
  HTML: (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`),
  'HTML by name': (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'basic credentials': (text) => Buffer.from(`me:${text}`).toString('base64'),
  'base64 in an address': (text) => encodeURIComponent(Buffer.from(`a${text}`).toString('base64')),
  hex: (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'broken over lines': (text) => text.replaceAll(' ', '\n   '),
};

describe('createRedactor', () => {
  it.each(Object.entries(WRITINGS))('takes a secret out as %s', (_, write) => {
    const redacted = createRedactor([SECRET]).redact(`before ${write(SECRET)} after`);
    expect(redacted).toMatch(/^before .*•••.* after$/s);
    for (const word of ['Tr0ub4dor', 'TR0UB4DOR', '3"', 'VHIwdWI0']) expect(redacted).not.toContain(word);
  });

  it('takes out any value in every writing, and the rest stays', () => {
    const value = fc
      .string({ unit: 'grapheme', minLength: 4, maxLength: 40 })
      .filter((one) => one.trim().length >= 4);
    const writing = fc.constantFrom('plain', 'JSON', 'a component of an address', 'a form', 'base64', 'hex');
    const law = fc.property(value, writing, (secret, name) => {
      const written = WRITINGS[name]?.(secret.trim()) ?? '';
      const redacted = createRedactor([secret]).redact(`« ${written} »`);
      expect(redacted).toMatch(/^« .* »$/s);
      expect(redacted).toContain(REDACTED);
      if (written.length > 8) expect(redacted).not.toContain(written);
    });
    fc.assert(law, { numRuns: 300 });
  });

  it('leaves alone what only resembles a secret', () => {
    const { redact } = createRedactor(['correct-horse-4711']);
    const text = 'correct horse 4711, correct-horse-471, Y29ycmVjdA, 4711';
    expect(redact(text)).toBe(text);
    expect(createRedactor(['abc', ' ', '']).redact('abc')).toBe('abc');
    expect(NO_SECRETS.redact('text')).toBe('text');
  });

  it('takes out the lines of a key file, also alone', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0\nabc\n-----END KEY-----\n';
    const { redact } = createRedactor([key]);
    expect(redact(`first line: MIIEvQIBADANBgkqhkiG9w0`)).toBe('first line: •••');
    expect(redact(key.replaceAll('\n', ' '))).toBe('••• ');
  });

  it('prefers the longer of two secrets that begin alike', () => {
    expect(createRedactor(['pass', 'password-one']).redact('password-one pass')).toBe('••• •••');
  });

  it('reaches into data: texts, numbers and keys', () => {
    const { redactData } = createRedactor(['12345678', 'hunter22']);
    const data = {
      total: 12345678,
      other: 1234567,
      'x-hunter22': ['hunter22', null, true],
      deep: { a: 'HUNTER22' },
    };
    expect(redactData(data)).toEqual({
      total: REDACTED,
      other: 1234567,
      [`x-${REDACTED}`]: [REDACTED, null, true],
      deep: { a: REDACTED },
    });
  });

  it('redacts what was thrown, its stack too', () => {
    const { redactError } = createRedactor(['hunter22']);
    const error = new TypeError('cannot fill hunter22');
    const redacted = redactError(error) as Error;
    expect([redacted.name, redacted.message]).toEqual(['TypeError', `cannot fill ${REDACTED}`]);
    expect(redacted.stack).not.toContain('hunter22');
    expect(redactError('hunter22')).toBe(REDACTED);
  });

  it('takes the longest secret there may be', () => {
    for (const character of ['x', 'é&', ' ~', '\\"']) {
      const secret = character.repeat(10_000 / character.length).replace(/^./, 's');
      expect(createRedactor([secret]).redact(`a ${secret} b ${encodeURIComponent(secret)}`)).toMatch(
        /^a •••/,
      );
    }
  });

  it('is fast on a large page that almost matches', () => {
    const cpuMs = startCpuClock();
    for (const character of ['a', '\\', ' ', '%20', '\\\\"', '+']) {
      const secrets = Array.from({ length: 10 }, (_, no) => `s${character.repeat(40)}${no}`);
      const page = `s${character.repeat(40)}x`.repeat(1000);
      expect(createRedactor(secrets).redact(page)).toBe(page);
    }
    expect(cpuMs()).toBeLessThan(5000);
  });
});
