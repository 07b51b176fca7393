import {
  CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { FaultPath } from './fault';

/** A fault with its 1-based place in the text. */
export interface YamlProblem {
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** The document's data, and where each part of it stands. */
export interface YamlText {
  readonly data: unknown;
  /** The place of a path's value, or of its key; a path that is not there gives its nearest parent. */
  locate(
    path: FaultPath,
    options?: { isAboutKey?: boolean; offset?: number },
  ): { line: number; column: number };
}

export type YamlResult =
  | { readonly ok: true; readonly yaml: YamlText }
  | { readonly ok: false; readonly problems: readonly YamlProblem[] };

const MAX_BYTES = 1_048_576;
const MAX_ALIASES = 50;
const MAX_DEPTH = 60;
const MAX_TOKENS = 100_000;
const MAX_PROBLEMS = 50;
const BRACKETS: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };
const TOO_LARGE = {
  code: 'document_too_large',
  message: 'The document is too large: 1 MB and 100,000 words and signs at most.',
};
const TOO_DEEP = {
  code: 'document_too_deep',
  message: `The document nests deeper than ${MAX_DEPTH} levels.`,
};

/** Reads YAML 1.2 strictly: duplicate keys, unknown tags, several documents and alias bombs are problems. */
export function readYaml(source: string): YamlResult {
  if (source.length > MAX_BYTES || new TextEncoder().encode(source).length > MAX_BYTES) {
    return refuse(TOO_LARGE);
  }
  const nul = source.indexOf('\0');
  if (nul >= 0) return refuse({ code: 'yaml_invalid', message: `Character ${nul + 1} is NUL.` });
  const fault = sizeFault(source);
  if (fault) return refuse(fault);
  try {
    return readDocument(source);
  } catch (error) {
    if (error instanceof RangeError) return refuse(TOO_DEEP);
    throw error;
  }
}

function readDocument(source: string): YamlResult {
  const lines = new LineCounter();
  const document = parseDocument(source, {
    lineCounter: lines,
    prettyErrors: false,
    // Its check compares every pair of keys; ours is linear.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const problems = [
    ...syntaxProblems(document, lines),
    ...keyProblems(document, lines),
    ...aliasProblems(document, lines),
  ];
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
  if (document.contents === null)
    return refuse({ code: 'document_empty', message: 'The document is empty.' });
  try {
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return {
      ok: true,
      yaml: { data, locate: (path, options) => locate(document, source, lines, path, options) },
    };
  } catch (error) {
    if (error instanceof ReferenceError)
      return refuse({ code: 'yaml_aliases', message: 'Too many aliases.' });
    throw error;
  }
}

function syntaxProblems(document: Document.Parsed, lines: LineCounter): YamlProblem[] {
  return [...document.errors, ...document.warnings].map((error) => ({
    code: 'yaml_invalid',
    message: `Invalid YAML: ${error.message.replace(/\.$/, '')}.`,
    ...placeOf(lines, error.pos[0]),
  }));
}

/** Keys that are there twice, or are no text: mostly `{{ input }}` without quotes, which reads as nested braces. */
function keyProblems(document: Document.Parsed, lines: LineCounter): YamlProblem[] {
  const problems: YamlProblem[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        const fault = keyFault(key, seen);
        if (fault) problems.push({ ...fault, ...placeOf(lines, isNode(key) ? (key.range?.[0] ?? 0) : 0) });
      }
    },
  });
  return problems;
}

/** An alias inside its own anchor has no end; very many are a bomb, or no automation that anybody could read. */
function aliasProblems(document: Document.Parsed, lines: LineCounter): YamlProblem[] {
  const problems: YamlProblem[] = [];
  let count = 0;
  visit(document, {
    Alias(_, alias, path) {
      count++;
      const target = count > MAX_ALIASES ? undefined : alias.resolve(document);
      if (target !== undefined && !path.some((parent) => parent === target)) return undefined;
      const message = target === undefined ? `More than ${MAX_ALIASES} aliases.` : 'This alias holds itself.';
      problems.push({ code: 'yaml_aliases', message, ...placeOf(lines, alias.range?.[0] ?? 0) });
      return visit.BREAK;
    },
  });
  return problems;
}

function keyFault(key: unknown, seen: Set<string>): { code: string; message: string } | null {
  if (isMap(key)) return { code: 'template_unquoted', message: 'Put quotes around text with {{ }}.' };
  const name = isScalar(key) ? String(key.value) : null;
  if (name === null || name === '__proto__' || name === '<<') {
    return { code: 'key_invalid', message: 'This is no usable key.' };
  }
  if (seen.has(name)) return { code: 'duplicate_key', message: `${name} is there twice.` };
  seen.add(name);
  return null;
}

function locate(
  document: Document.Parsed,
  source: string,
  lines: LineCounter,
  path: FaultPath,
  options: { isAboutKey?: boolean; offset?: number } = {},
): { line: number; column: number } {
  let node: Node | null = document.contents;
  for (const [depth, part] of path.entries()) {
    const step = descend(document, node, part);
    if (!step) break;
    if (options.isAboutKey && depth === path.length - 1) return placeOf(lines, step.keyStart);
    if (!step.value) return placeOf(lines, step.keyStart);
    node = step.value;
  }
  const start = node?.range?.[0] ?? 0;
  return placeOf(lines, start + textOffset(source, node, options.offset));
}

function descend(document: Document.Parsed, at: Node | null, part: string | number) {
  const node = isAlias(at) ? at.resolve(document) : at;
  if (isSeq(node)) {
    const value = node.items[Number(part)];
    return isNode(value) ? { value, keyStart: value.range?.[0] ?? 0 } : null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  if (!pair || !isNode(pair.key)) return null;
  return { value: isNode(pair.value) ? pair.value : null, keyStart: pair.key.range?.[0] ?? 0 };
}

/** Exact where the scalar is written as it reads; with escapes or folded lines the scalar's start has to do. */
function textOffset(source: string, node: Node | null, offset: number | undefined): number {
  if (offset === undefined || !isScalar(node) || typeof node.value !== 'string' || !node.range) return 0;
  const written = source.slice(node.range[0], node.range[1]).indexOf(node.value);
  return written < 0 ? 0 : written + offset;
}

/**
 * Judges, before the recursive parser runs, what would cost it too much: brackets and runs of `- - -` open levels,
 * and its time grows with the count of tokens. Levels by indentation cost so much text that the size limits them.
 */
function sizeFault(source: string): { code: string; message: string } | null {
  let brackets = 0;
  let indicators = 0;
  let tokenCount = 0;
  let isScalarNext = false;
  for (const token of new Lexer().lex(source)) {
    if (++tokenCount > MAX_TOKENS) return TOO_LARGE;
    if (!isScalarNext) {
      brackets += BRACKETS[token] ?? 0;
      if (token === '-' || token === '?') indicators++;
      else if (token === '\n' || token === '\r\n') indicators = 0;
    }
    isScalarNext = token === CST.SCALAR;
    if (brackets > MAX_DEPTH || indicators > MAX_DEPTH) return TOO_DEEP;
  }
  return null;
}

function placeOf(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function refuse(fault: { code: string; message: string }): YamlResult {
  return { ok: false, problems: [{ ...fault, line: 1, column: 1 }] };
}
