import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
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
const MAX_PROBLEMS = 50;
const TOP = { line: 1, column: 1 };

/** Reads YAML 1.2 strictly: duplicate keys, unknown tags, several documents and alias bombs are problems. */
export function readYaml(source: string): YamlResult {
  if (source.length > MAX_BYTES || new TextEncoder().encode(source).length > MAX_BYTES) {
    return refuse('document_too_large', 'An automation is 1 MB at most.');
  }
  // The parser recurses, so depth is judged before it runs.
  if (isTooDeep(source))
    return refuse('document_too_deep', `The document nests deeper than ${MAX_DEPTH} levels.`);
  try {
    return readDocument(source);
  } catch (error) {
    if (error instanceof RangeError) return refuse('document_too_deep', 'The document nests too deep.');
    throw error;
  }
}

function readDocument(source: string): YamlResult {
  const lines = new LineCounter();
  const document = parseDocument(source, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'silent',
  });
  const problems = [...syntaxProblems(document, lines), ...keyProblems(document, lines)];
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
  if (document.contents === null) return refuse('document_empty', 'The document is empty.');
  try {
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return {
      ok: true,
      yaml: { data, locate: (path, options) => locate(document, source, lines, path, options) },
    };
  } catch (error) {
    if (error instanceof ReferenceError) return refuse('yaml_aliases', `Aliases: ${error.message}.`);
    throw error;
  }
}

function syntaxProblems(document: Document.Parsed, lines: LineCounter): YamlProblem[] {
  return [...document.errors, ...document.warnings].map((error) => ({
    code: error.code === 'DUPLICATE_KEY' ? 'duplicate_key' : 'yaml_invalid',
    message: error.code === 'DUPLICATE_KEY' ? 'This key is there twice.' : `Invalid YAML: ${error.message}.`,
    ...placeOf(lines, error.pos[0]),
  }));
}

/** Keys that are no text: mostly `{{ input }}` without quotes, which YAML reads as nested braces. */
function keyProblems(document: Document.Parsed, lines: LineCounter): YamlProblem[] {
  const problems: YamlProblem[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && key.value !== '__proto__' && key.value !== '<<') return;
      const isBraces = isMap(key);
      const message = isBraces ? 'Put quotes around text with {{ }}.' : 'This is no usable key.';
      const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
      problems.push({
        code: isBraces ? 'template_unquoted' : 'key_invalid',
        message,
        ...placeOf(lines, offset),
      });
    },
  });
  return problems;
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

function isTooDeep(source: string): boolean {
  let flow = 0;
  for (const character of source) {
    if (character === '{' || character === '[') flow++;
    else if (character === '}' || character === ']') flow = Math.max(0, flow - 1);
    else if (character === '\n' && flow > 0 && flow <= MAX_DEPTH) continue;
    if (flow > MAX_DEPTH) return true;
  }
  return false;
}

function placeOf(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function refuse(code: string, message: string): YamlResult {
  return { ok: false, problems: [{ code, message, ...TOP }] };
}
