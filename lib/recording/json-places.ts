import { parseExpression } from '@babel/parser';
import type { Expression, Node } from '@babel/types';
import { FileProcessingError } from '../domain/errors';

/** Reads JSON. @throws FileProcessingError `recording_invalid`, `recording_too_deep` */
export function readJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch (error) {
    throw new FileProcessingError('recording_invalid', `The recording is no valid JSON: ${reasonOf(error)}`);
  }
}

/**
 * The 1-based lines on which the items of a list begin.
 * @param path keys and positions that lead to the list
 */
export function itemLines(source: string, path: readonly (string | number)[]): number[] {
  let node: Node | null = parsed(source);
  for (const part of path) node = node && child(node, part);
  if (node?.type !== 'ArrayExpression') return [];
  return node.elements.map((element) => element?.loc?.start.line ?? 1);
}

function parsed(source: string): Expression | null {
  try {
    return parseExpression(source);
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep();
    // JSON that is no expression of the language (a lone __proto__ twice) has no places, but can be read.
    return null;
  }
}

export function tooDeep(): FileProcessingError {
  return new FileProcessingError('recording_too_deep', 'The recording nests too deep to be one.');
}

function child(node: Node, part: string | number): Node | null {
  if (node.type === 'ArrayExpression') return node.elements[Number(part)] ?? null;
  if (node.type !== 'ObjectExpression') return null;
  const found = node.properties.find(
    (property) =>
      property.type === 'ObjectProperty' &&
      property.key.type === 'StringLiteral' &&
      property.key.value === part,
  );
  return found?.type === 'ObjectProperty' ? found.value : null;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
