export type TokenType = 'name' | 'string' | 'number' | '.' | '|' | '(' | ')' | '[' | ']' | ',' | '}}' | 'end';

export interface Token {
  readonly type: TokenType;
  /** A string's content without its quotes and escapes; else as written. */
  readonly text: string;
  /** Where it starts, in characters from the template's start. */
  readonly offset: number;
}

/** A template that cannot be read, with the place in it. */
export class TemplateSyntaxError extends Error {
  readonly code: 'template_syntax' | 'template_unknown_name' | 'template_unknown_filter';
  readonly offset: number;
  constructor(offset: number, message: string, code: TemplateSyntaxError['code'] = 'template_syntax') {
    super(message);
    this.name = 'TemplateSyntaxError';
    this.offset = offset;
    this.code = code;
  }
}

const SPACE = /\s*/y;
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_-]*/uy;
const NUMBER = /-?\d{1,9}/y;
const SIGN = /}}|[.|()[\],]/y;
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/suy;

/** Reads the token at or after `from`; `end` is where reading goes on. Linear: every pattern is anchored there. */
export function readToken(source: string, from: number): { token: Token; end: number } {
  const offset = from + (matchAt(SPACE, source, from)?.length ?? 0);
  if (offset >= source.length) return { token: { type: 'end', text: '', offset }, end: offset };
  const sign = matchAt(SIGN, source, offset);
  if (sign !== null)
    return { token: { type: sign as TokenType, text: sign, offset }, end: offset + sign.length };
  const quoted = matchAt(QUOTED, source, offset);
  if (quoted !== null) {
    const text = quoted.slice(1, -1).replace(/\\(.)/gsu, '$1');
    return { token: { type: 'string', text, offset }, end: offset + quoted.length };
  }
  for (const [type, pattern] of [['number', NUMBER] as const, ['name', NAME] as const]) {
    const text = matchAt(pattern, source, offset);
    if (text !== null) return { token: { type, text, offset }, end: offset + text.length };
  }
  const character = String.fromCodePoint(source.codePointAt(offset) ?? 0);
  const isQuote = character === '"' || character === "'";
  throw new TemplateSyntaxError(offset, isQuote ? 'This quote is never closed.' : `Unexpected ${character}.`);
}

function matchAt(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}
