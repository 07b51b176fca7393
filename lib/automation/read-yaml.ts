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
} from 'yaml';
import type { FaultPath } from './fault';
import { sizeFault, TOO_DEEP } from './yaml-limits';
import { MAX_ALIASES, placeOf, type YamlProblem, yamlProblems } from './yaml-problems';

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

const MAX_PROBLEMS = 50;

/** Reads YAML 1.2 strictly: duplicate keys, unknown tags, several documents and alias bombs are problems. */
export function readYaml(source: string): YamlResult {
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
  });
  const problems = yamlProblems(document, lines);
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

function refuse(fault: { code: string; message: string }): YamlResult {
  return { ok: false, problems: [{ ...fault, line: 1, column: 1 }] };
}
