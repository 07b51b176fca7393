import { type ParseResult, parse } from '@babel/parser';
import type { Comment, Expression, File, Statement as JsStatement, Node } from '@babel/types';
import { FileProcessingError } from '../../domain/errors';
import { tooDeep } from '../json-places';
import { expressionValue } from './javascript-value';
import { OTHER, type Statement } from './script';

const COMMENTED_CHECK = /^\s*await expect\(/;

/**
 * Reads a JavaScript or TypeScript program's calls. Nothing of it is run.
 * @throws FileProcessingError `recording_invalid` with the place, `recording_too_deep`
 */
export function parseJavaScript(source: string): Statement[] {
  try {
    const file = parseFile(source);
    const reader = new JavaScriptReader(source, checkComments(file));
    return [...reader.statements(file.program.body), ...reader.rest()];
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep();
    throw error;
  }
}

function parseFile(source: string): ParseResult<File> {
  try {
    return parse(source, {
      sourceType: 'unambiguous',
      plugins: ['typescript'],
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
      errorRecovery: true,
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = `The recording is no valid program: ${error.message}`;
    throw new FileProcessingError('recording_invalid', message);
  }
}

/** Without a test runner codegen writes what it asserts as comments. */
function checkComments({ comments }: File): Comment[] {
  return (comments ?? []).filter(({ type, value }) => type === 'CommentLine' && COMMENTED_CHECK.test(value));
}

class JavaScriptReader {
  readonly #source: string;
  #comments: Comment[];

  constructor(source: string, comments: Comment[]) {
    this.#source = source;
    this.#comments = comments;
  }

  statements(list: readonly JsStatement[]): Statement[] {
    return list.flatMap((statement) => {
      const before = this.#commentsBefore(statement.start ?? 0);
      return [...before, ...this.#statement(statement)];
    });
  }

  /** The commented checks that stand behind everything else. */
  rest(): Statement[] {
    return this.#commentsBefore(Number.POSITIVE_INFINITY);
  }

  /** The body of a function, with the commented checks before its closing brace. */
  body(list: readonly JsStatement[], end: number): Statement[] {
    const inside = this.statements(list);
    return [...inside, ...this.#commentsBefore(end)];
  }

  #statement(statement: JsStatement): Statement[] {
    switch (statement.type) {
      case 'ExpressionStatement':
        return [this.#made(statement, null, statement.expression)];
      case 'VariableDeclaration':
        return statement.declarations.map(({ id, init }) =>
          this.#made(statement, id.type === 'Identifier' ? id.name : null, init ?? null),
        );
      case 'BlockStatement':
        return this.statements(statement.body);
      case 'FunctionDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
        return [{ ...this.#made(statement, null, null), isControl: true }];
      case 'IfStatement':
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'SwitchStatement':
      case 'TryStatement':
        return [{ ...this.#made(statement, null, null), isControl: true }];
      default:
        return [];
    }
  }

  #made(node: Node, assigns: string | null, expression: Expression | null): Statement {
    const text = this.#source.slice(node.start ?? 0, node.end ?? 0);
    const bodyOf = (list: readonly JsStatement[], end: number) => this.body(list, end);
    const value = expression ? expressionValue(expression, this.#source, bodyOf) : OTHER;
    return { line: node.loc?.start.line ?? 1, text, assigns, value };
  }

  #commentsBefore(offset: number): Statement[] {
    const passed = this.#comments.filter(({ start }) => (start ?? 0) < offset);
    this.#comments = this.#comments.filter(({ start }) => (start ?? 0) >= offset);
    return passed.flatMap(({ value, loc }) => {
      const line = loc?.start.line ?? 1;
      return parseJavaScript(value.trim()).map((statement) => ({ ...statement, line }));
    });
  }
}
