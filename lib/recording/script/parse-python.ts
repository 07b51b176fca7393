import { type PythonToken, pythonTokens } from './python-tokens';
import { PythonExpressions } from './python-value';
import { OTHER, type Statement } from './script';

const CONTROL = ['if', 'for', 'while', 'try', 'elif', 'else', 'except', 'finally', 'match', 'class', 'raise'];
const IGNORED = ['import', 'from', 'pass', 'return', 'global', 'assert', '@', 'del'];

interface Line {
  readonly tokens: readonly PythonToken[];
  readonly indent: number;
}

/**
 * Reads the calls of a Python program: what codegen writes, and what people do to it. Nothing of it is run.
 * @throws FileProcessingError `recording_invalid`
 */
export function parsePython(source: string): Statement[] {
  const lines = logicalLines(pythonTokens(source));
  return new PythonReader(source, lines).block(0, lines.length);
}

function logicalLines(tokens: readonly PythonToken[]): Line[] {
  const lines: Line[] = [];
  let held: PythonToken[] = [];
  for (const token of tokens) {
    if (token.type !== 'line') held.push(token);
    else if (held.length > 0) {
      // A semicolon behind a line means nothing.
      if (held.at(-1)?.text === ';') held.pop();
      if (held[0]) lines.push({ tokens: held, indent: held[0].indent });
      held = [];
    }
  }
  return lines;
}

class PythonReader {
  readonly #source: string;
  readonly #lines: readonly Line[];

  constructor(source: string, lines: readonly Line[]) {
    this.#source = source;
    this.#lines = lines;
  }

  /** The statements of the lines from `from` up to `to`. */
  block(from: number, to: number): Statement[] {
    const statements: Statement[] = [];
    for (let at = from; at < to; ) {
      const end = this.#endOfBlock(at, to);
      statements.push(...this.#statement(at, end));
      at = end;
    }
    return statements;
  }

  /** The line after those that are indented below a line. */
  #endOfBlock(at: number, to: number): number {
    const indent = this.#lines[at]?.indent ?? 0;
    let end = at + 1;
    while (end < to && (this.#lines[end]?.indent ?? 0) > indent) end += 1;
    return end;
  }

  #statement(at: number, end: number): Statement[] {
    const line = this.#lines[at];
    const tokens = (line?.tokens ?? []).filter(({ text }, index) => index > 0 || text !== 'async');
    const first = tokens[0];
    if (!first || IGNORED.includes(first.text)) return [];
    const base = { line: first.line, text: this.#textOf(tokens), assigns: null, value: OTHER };
    if (CONTROL.includes(first.text)) return [{ ...base, isControl: true }];
    if (first.text === 'def') return [this.#definition(tokens, base, at, end)];
    if (first.text === 'with') return [this.#with(tokens, base, at, end)];
    return [this.#simple(tokens, base)];
  }

  /** `def test_order(page):` as the call of a test, any other function as its statements. */
  #definition(tokens: readonly PythonToken[], base: Statement, at: number, end: number): Statement {
    const name = tokens[1]?.text ?? '';
    const body = this.block(at + 1, end);
    if (name === 'browser_context_args') return { ...base, value: this.#returned(at + 1, end) };
    const callback = { type: 'function' as const, parameters: [], body };
    if (!name.startsWith('test')) return { ...base, value: callback };
    const title = {
      type: 'string' as const,
      value: name === 'test_example' ? '' : name.replace(/^test_?/, ''),
    };
    const links = [{ name: 'test', args: [title, callback] }];
    return { ...base, value: { type: 'chain', chain: { root: '', links } } };
  }

  /** What the fixture of pytest gives back are options of the browser. */
  #returned(from: number, to: number): Statement['value'] {
    const found = this.#lines.slice(from, to).find(({ tokens }) => tokens[0]?.text === 'return');
    const options = new PythonExpressions(found?.tokens.slice(1) ?? []).whole();
    return { type: 'chain', chain: { root: 'test', links: [{ name: 'use', args: [options] }] } };
  }

  #with(tokens: readonly PythonToken[], base: Statement, at: number, end: number): Statement {
    const as = tokens.findIndex(({ type, text }) => type === 'name' && text === 'as');
    const value = new PythonExpressions(tokens.slice(1, as < 0 ? -1 : as)).whole();
    const assigns = as < 0 ? null : (tokens[as + 1]?.text ?? null);
    return { ...base, assigns, value, block: this.block(at + 1, end) };
  }

  #simple(tokens: readonly PythonToken[], base: Statement): Statement {
    const isAssignment = tokens[0]?.type === 'name' && tokens[1]?.text === '=';
    const value = new PythonExpressions(isAssignment ? tokens.slice(2) : tokens).whole();
    return { ...base, value, assigns: isAssignment ? (tokens[0]?.text ?? null) : null };
  }

  #textOf(tokens: readonly PythonToken[]): string {
    return this.#source.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
  }
}
