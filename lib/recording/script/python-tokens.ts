import { FileProcessingError } from '../../domain/errors';

export interface PythonToken {
  /** `line`: the end of a logical line. */
  readonly type: 'name' | 'number' | 'string' | 'raw' | 'sign' | 'line';
  readonly text: string;
  readonly line: number;
  /** Columns before the first token of its line. */
  readonly indent: number;
  readonly start: number;
  readonly end: number;
}

const PIECES: readonly (readonly [PythonToken['type'] | 'skip' | 'newline', RegExp])[] = [
  ['skip', /(?:[ \t\f]|\\\r?\n|#[^\n]*)+/y],
  ['newline', /\r?\n/y],
  [
    'raw',
    /(?:[rR][bB]?|[bB][rR])(?:"""(?:[^\\]|\\.)*?"""|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/sy,
  ],
  [
    'string',
    /[uUfFbB]?(?:"""(?:[^\\]|\\.)*?"""|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/sy,
  ],
  ['number', /\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['name', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['sign', /->|\*\*|:=|[=!<>+\-*/%|&^]=|[^\s\w"']/uy],
];

/** Splits Python text into tokens, linearly. @throws FileProcessingError `recording_invalid` */
export function pythonTokens(source: string): PythonToken[] {
  const tokens: PythonToken[] = [];
  const state = { at: 0, line: 1, depth: 0, indent: 0, isLineStart: true };
  while (state.at < source.length) {
    const [type, text] = pieceAt(source, state.at) ?? refuse(state.line);
    if (state.isLineStart) state.indent = type === 'skip' ? (/^[ \t]*/.exec(text)?.[0].length ?? 0) : 0;
    const { line, indent, at: start } = state;
    const end = start + text.length;
    if (type === 'newline') {
      if (state.depth === 0) tokens.push({ type: 'line', text: '', line, indent, start, end });
      state.isLineStart = state.depth === 0;
    } else {
      state.isLineStart = false;
      if (type !== 'skip') tokens.push({ type, text, line, indent, start, end });
    }
    if ('([{'.includes(text)) state.depth += 1;
    if (')]}'.includes(text)) state.depth = Math.max(0, state.depth - 1);
    state.line += countLines(text);
    state.at = end;
  }
  const { line, indent, at } = state;
  return [...tokens, { type: 'line', text: '', line, indent, start: at, end: at }];
}

function pieceAt(source: string, at: number): [PythonToken['type'] | 'skip' | 'newline', string] | null {
  for (const [type, pattern] of PIECES) {
    pattern.lastIndex = at;
    const text = pattern.exec(source)?.[0];
    if (text) return [type, text];
  }
  return null;
}

function refuse(line: number): never {
  throw new FileProcessingError(
    'recording_invalid',
    `The recording is no Python program: line ${line} cannot be read.`,
  );
}

function countLines(text: string): number {
  return text.includes('\n') ? text.split('\n').length - 1 : 0;
}

/** The text of a string without its quotes and escapes; null where only running it would tell (`f'...'`, bytes). */
export function pythonString({ type, text }: PythonToken): string | null {
  const [, prefix = '', quote = '', body = ''] = /^([a-zA-Z]*)("""|'''|"|')([\s\S]*)\2$/.exec(text) ?? [];
  if (/b/i.test(prefix) || (/f/i.test(prefix) && body.includes('{'))) return null;
  return type === 'raw' || quote === '' ? body : unescaped(body);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

function unescaped(body: string): string {
  return body.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([\s\S]))/g,
    (whole, u, big, x, one) => {
      const code = u ?? big ?? x;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      return Object.hasOwn(ESCAPES, one) ? (ESCAPES[one] ?? '') : /["'\\]/.test(one) ? one : whole;
    },
  );
}
