import { type Document, isMap, isNode, isScalar, type LineCounter, visit } from 'yaml';

/** A fault with its 1-based place in the text. */
export interface YamlProblem {
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export const MAX_ALIASES = 50;

/** What the parser accepts or reports, and an automation must not have, with its place. */
export function yamlProblems(document: Document.Parsed, lines: LineCounter): YamlProblem[] {
  return [
    ...syntaxProblems(document, lines),
    ...keyProblems(document, lines),
    ...aliasProblems(document, lines),
  ];
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
      const isOneTooMany = count > MAX_ALIASES;
      const target = isOneTooMany ? undefined : alias.resolve(document);
      if (!isOneTooMany && !path.some((parent) => parent === target)) return undefined;
      const message = isOneTooMany ? `More than ${MAX_ALIASES} aliases.` : 'This alias holds itself.';
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

/** 1-based line and column of a character. */
export function placeOf(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
