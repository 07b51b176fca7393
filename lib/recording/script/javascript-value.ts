import type { Expression, Function as JsFunction, Statement as JsStatement, Node } from '@babel/types';
import { type CallChain, type Link, OTHER, type ScriptValue, type Statement } from './script';

type BodyOf = (list: readonly JsStatement[], end: number) => Statement[];

/**
 * A literal, a chain of calls or a function; everything else is `other`, also what is missing: the parser goes on after a mistake and
 * leaves a gap.
 */
export function expressionValue(node: Node | null, source: string, bodyOf: BodyOf): ScriptValue {
  const read = (inner: Node): ScriptValue => expressionValue(inner, source, bodyOf);
  if (node === null) return OTHER;
  switch (node.type) {
    case 'AwaitExpression':
      return read(node.argument);
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return read(node.expression);
    case 'StringLiteral':
      return { type: 'string', value: node.value };
    case 'TemplateLiteral': {
      const [quasi] = node.quasis;
      return node.expressions.length === 0 && quasi
        ? { type: 'string', value: quasi.value.cooked ?? quasi.value.raw }
        : OTHER;
    }
    case 'NumericLiteral':
      return { type: 'number', value: node.value };
    case 'UnaryExpression': {
      const inner = read(node.argument);
      return node.operator === '-' && inner.type === 'number'
        ? { type: 'number', value: -inner.value }
        : OTHER;
    }
    case 'BooleanLiteral':
      return { type: 'boolean', value: node.value };
    case 'NullLiteral':
      return { type: 'null' };
    case 'RegExpLiteral':
      return { type: 'regex', source: node.pattern, flags: node.flags };
    case 'ArrayExpression':
      return { type: 'list', items: node.elements.map((element) => (element ? read(element) : OTHER)) };
    case 'ObjectExpression':
      return { type: 'object', entries: entriesOf(node, read) };
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return functionValue(node, source, bodyOf);
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'MemberExpression':
    case 'OptionalMemberExpression':
    case 'Identifier':
      return chainValue(node, read);
    default:
      return OTHER;
  }
}

function entriesOf(
  node: Node & { type: 'ObjectExpression' },
  read: (inner: Node) => ScriptValue,
): ReadonlyMap<string, ScriptValue> {
  const entries = new Map<string, ScriptValue>();
  for (const property of node.properties) {
    if (property.type !== 'ObjectProperty' || property.computed) continue;
    const { key } = property;
    const name = key.type === 'Identifier' ? key.name : key.type === 'StringLiteral' ? key.value : null;
    if (name !== null) entries.set(name, read(property.value));
  }
  return entries;
}

function functionValue(node: JsFunction, source: string, bodyOf: BodyOf): ScriptValue {
  const parameters = node.params.flatMap((param) => (param.type === 'Identifier' ? [param.name] : []));
  const { body } = node;
  if (body.type === 'BlockStatement') {
    return { type: 'function', parameters, body: bodyOf(body.body, body.end ?? 0) };
  }
  const value = expressionValue(body, source, bodyOf);
  const text = source.slice(body.start ?? 0, body.end ?? 0);
  const only = { line: body.loc?.start.line ?? 1, text, assigns: null, value };
  return { type: 'function', parameters, body: [only] };
}

/** Walks down to where the chain starts; iterative, since chains may be of any length. */
function chainValue(node: Node, read: (inner: Node) => ScriptValue): ScriptValue {
  const links: Link[] = [];
  let at: Node = node;
  let args: readonly ScriptValue[] | null = null;
  for (;;) {
    if (at.type === 'CallExpression' || at.type === 'OptionalCallExpression') {
      if (args !== null) return OTHER;
      args = at.arguments.map((argument) => read(argument));
      at = at.callee;
    } else if (at.type === 'MemberExpression' || at.type === 'OptionalMemberExpression') {
      if (at.computed || at.property.type !== 'Identifier') return OTHER;
      links.unshift({ name: at.property.name, args });
      args = null;
      at = at.object;
    } else if (at.type === 'AwaitExpression') at = at.argument;
    else if (at.type === 'ParenthesizedExpression' || at.type === 'TSNonNullExpression') at = at.expression;
    else break;
  }
  return startOf(at, links, args, read);
}

function startOf(
  at: Node,
  links: readonly Link[],
  args: readonly ScriptValue[] | null,
  read: (inner: Node) => ScriptValue,
): ScriptValue {
  if (at.type === 'Identifier') {
    const chain: CallChain = args === null ? { root: at.name, links } : called(at.name, args, links);
    return { type: 'chain', chain };
  }
  // A function called where it stands: its steps are steps of the recording.
  const isFunction = at.type === 'ArrowFunctionExpression' || at.type === 'FunctionExpression';
  if (isFunction && args !== null) return read(at as Expression);
  return OTHER;
}

function called(name: string, args: readonly ScriptValue[], links: readonly Link[]): CallChain {
  return { root: '', links: [{ name, args }, ...links] };
}
