/*
 * How a value may look when it comes back from a page, an address or a log: each character as it is, percent-encoded,
 * as JSON or HTML writes it; the whole in base64 or hex. Sources of regular expressions.
 */

const HTML_NAMES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};
// Runs, because every writing may change their length; and so that a pattern has one way to match them.
const SPACES = `(?:${[
  '\\s|\\+|\\\\[bfnrt]|&nbsp;|&#(?:32|160|x20|xa0);',
  '%(?:20|09|0[a-d]|c2%a0|e1%9a%80|e2%8[01]%[0-9a-f]{2}|e3%80%80|ef%bb%bf)',
  '\\\\u(?:00[02][09a-d]|00a0|1680|20[0-9a-f]{2}|3000|feff)',
].join('|')})+`;
const BACKSLASHES = '(?:\\\\|%5c|&#92;|&#x5c;)+';

/** The value in any mix of plain, percent, JSON and HTML writing; white space of any kind and length. For flag `i`. */
export function plainPattern(value: string): string {
  const pieces = value.trim().match(/\s+|\\+|[^\s\\]/gu) ?? [];
  return pieces.map(piecePattern).join('');
}

function piecePattern(piece: string): string {
  if (/^\s/u.test(piece)) return SPACES;
  if (piece.startsWith('\\')) return BACKSLASHES;
  return /[\w.-]/.test(piece) ? escaped(piece) : characterPattern(piece);
}

function characterPattern(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const percent = hexOf(character).replace(/../g, '%$&');
  const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
  const json = units.map((unit) => `\\\\u${unit}`).join('');
  const named = HTML_NAMES[character];
  const forms = [
    percent,
    json,
    `&#0*${code};`,
    `&#x0*${code.toString(16)};`,
    ...(named ? [`&${named};`] : []),
  ];
  return `(?:${forms.join('|')}|\\\\{0,3}${escaped(character)})`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function hexOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex');
}

/** Hex of the value. For flag `i`. */
export function hexPattern(value: string): string {
  return hexOf(value.trim());
}

/** The value in base64, in each of the three places where it may begin; case matters. */
export function base64Patterns(value: string): string[] {
  return base64Texts(value).map((text) =>
    text.replace(/[+/]/g, (sign) => (sign === '+' ? '(?:\\+|-|%2[Bb])' : '(?:\\/|_|%2[Ff])')),
  );
}

/** The same for values that are too long for a pattern: as a whole in each writing. */
export function wholeWritings(value: string): string[] {
  const text = value.trim();
  const html = text.replace(/[&<>"']/g, (sign) => `&${HTML_NAMES[sign]};`);
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  const base64 = base64Texts(text);
  const writings = [
    ...[text, text.replace(/\s+/gu, ' '), JSON.stringify(text).slice(1, -1), html, hexOf(text)],
    ...[encodeURIComponent(text.toWellFormed()), form],
    ...[...base64, ...base64.map((one) => one.replaceAll('+', '-').replaceAll('/', '_'))],
  ];
  return [...new Set(writings)].sort((a, b) => b.length - a.length);
}

/** What of a value's base64 does not depend on its neighbours. */
function base64Texts(value: string): string[] {
  const bytes = Buffer.from(value.trim(), 'utf8');
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6));
  });
}
